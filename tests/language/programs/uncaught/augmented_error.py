# Augmented error.
def main():
    totals = {"a": 1}
    totals["a"] += 1
    print(totals)
    totals["b"] += totals["a"]

main()
