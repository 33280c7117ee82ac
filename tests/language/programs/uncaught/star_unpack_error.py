# Star unpack error.
def main():
    first, *rest, last = [1, 2]
    print(first, rest, last)
    first, *rest, last = [1]

main()
