# Star expression value error.
def main():
    first, *middle, last = "ab"
    print(first, middle, last)
    (a, *b), c = [(), 1]

main()
