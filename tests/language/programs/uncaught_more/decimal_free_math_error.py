# Decimal free math error.
def main():
    import math
    print(math.sqrt(16))
    print(math.sqrt(16) + math.log(-1))

main()
