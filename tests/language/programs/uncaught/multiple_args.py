# Multiple args.
def main():
    print(str(ValueError("a", 1)))
    raise ValueError("several", 1, ("args",))

main()
