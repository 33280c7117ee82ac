# Lambda in call carets.
def main():
    data = [3, 0, 2]
    print(list(map(lambda n: n + 1, data)))
    print(sorted(data, key=lambda n: 6 / n))

main()
