# Star unpack display carets.
def main():
    rest = None
    print([*"ab"])
    all_items = [1, *rest, 2]

main()
