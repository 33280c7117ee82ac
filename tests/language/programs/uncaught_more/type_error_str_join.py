# Type error str join.
def main():
    parts = ["total", 42, None]
    print(", ".join(map(str, parts)))
    print(", ".join(parts))

main()
