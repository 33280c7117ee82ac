# Attribute of none.
def main():
    import re
    m = re.match(r"(\d+)", "abc")
    print(m)
    print("number:", m.group(1))

main()
