# Type error not subscriptable.
def main():
    def first(items):
        return items[0]
    print(first([1]), first("ab"), first((5,)))
    print(first({1, 2}))

main()
