# Fstring carets.
def main():
    name = "x"
    width = "wide"
    print(f"{name:>5}")
    print(f"{name!r} and {name:>{width}} end {1 + 1}")

main()
