# Comprehension frames.
def main():
    rows = [{"n": 1}, {"n": 2}, {"m": 3}]
    print([r["n"] for r in rows[:2]])
    total = sum([r["n"] * 2 for r in rows if len(r) == 1])

main()
