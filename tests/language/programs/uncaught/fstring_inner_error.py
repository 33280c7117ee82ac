# Fstring inner error.
def main():
    d = {}
    print(f"{d}")
    print(f"value {d['missing']} tail")

main()
