# Import error from package.
def main():
    print("start")
    from collections.abc import Mapping
    print(Mapping.__name__)
    from collections.abc import Maping

main()
