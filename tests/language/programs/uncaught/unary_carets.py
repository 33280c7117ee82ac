# Unary carets.
def main():
    value = [1]
    print(-value[0])
    result = 5 * -value + 3

main()
