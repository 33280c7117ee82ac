# Attribute module suggestion.
def main():
    import collections
    print(collections.OrderedDict())
    print(collections.namedtupel)

main()
