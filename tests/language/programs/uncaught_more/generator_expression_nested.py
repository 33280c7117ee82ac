# Generator expression nested.
def main():
    rows = [[1, 2], [3, None]]
    print(sum(sum(r) for r in rows[:1]))
    print(sum(sum(v for v in r) for r in rows))

main()
