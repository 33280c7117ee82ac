# Re error.
def main():
    import re
    print(re.compile(r"(\w+)").groups)
    re.compile(r"(\w+")

main()
