# None in args.
def main():
    print(repr(ValueError(None)), repr(KeyError(None)))
    raise ValueError(None)

main()
