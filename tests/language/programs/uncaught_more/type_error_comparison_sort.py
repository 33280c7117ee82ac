# Type error comparison sort.
def main():
    records = [("b", 2), ("a", None), ("a", 1)]
    print(sorted(records, key=lambda r: r[0]))
    print(sorted(records))

main()
