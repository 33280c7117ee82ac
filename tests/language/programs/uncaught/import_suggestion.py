# Import suggestion.
def main():
    print("importing")
    from collections import namedtuble

main()
