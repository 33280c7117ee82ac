# Ternary and or.
def main():
    a, b = None, {"k": 1}
    print(a or b["k"])
    x = (a or b)["missing"] if a is None else a.k

main()
