# Stop iteration uncaught.
def main():
    it = iter([1])
    print(next(it))
    next(it)

main()
