# Type error index float.
def main():
    values = list(range(10))
    middle = len(values) / 2
    print(values[int(middle)])
    print(values[middle])

main()
