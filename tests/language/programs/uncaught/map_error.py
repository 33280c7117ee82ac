# Map error.
def main():
    print(list(map(int, ["1", "2"])))
    result = list(map(lambda s: int(s) + offset, ["1", "2"]))

main()
