# Compile named file.
def main():
    src = "x = 1\ny = x + 'one'\n"
    code = compile(src, "virtual_file.py", "exec")
    print(code.co_filename)
    exec(code)

main()
