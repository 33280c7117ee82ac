# String method misuse.
def main():
    parts = ["a", 1, "b"]
    print("-".join(parts[:1]))
    print("-".join(parts).upper())

main()
