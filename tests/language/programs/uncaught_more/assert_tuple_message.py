# Assert tuple message.
def main():
    def check(items):
        assert len(items) == len(set(items)), ("duplicates", sorted(items))
    print(check([1, 2]))
    check([2, 1, 2])

main()
