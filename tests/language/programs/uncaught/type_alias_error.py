# Type alias error.
def main():
    type Pair[T] = tuple[T, undefined_type]
    print(Pair.__name__, Pair.__type_params__)
    print(Pair.__value__)

main()
