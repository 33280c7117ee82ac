# Eval frames.
def main():
    values = {"a": 1, "b": 0}
    print(eval("a + 1", values))
    print(eval("a / b", values))

main()
