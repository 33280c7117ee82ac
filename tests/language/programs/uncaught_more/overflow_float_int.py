# Overflow float int.
def main():
    print(float(10 ** 300))
    ratio = float(10 ** 400) / 3
    print(ratio)

main()
