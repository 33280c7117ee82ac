# Type error not iterable star.
def main():
    numbers = 42
    print(*[1, 2])
    print(max(*numbers))

main()
