# Power and unary carets.
def main():
    base = "2"
    print(-1 ** 2)
    r = 10 + -base ** 2

main()
