# Listcomp condition carets.
def main():
    people = [{"age": 3}, {"age": None}]
    print([p for p in people if p["age"] == 3])
    adults = [p["age"] for p in people if p["age"] > 18]

main()
