# Type error positional only.
def main():
    def div(a, b, /, *, rounded=False):
        return a / b
    print(div(6, 3))
    div(a=6, b=3)

main()
