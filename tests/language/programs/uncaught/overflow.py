# Overflow.
def main():
    print(2.0 ** 10)
    x = 10.0 ** 200
    print(x * x)
    print(10.0 ** 400)

main()
