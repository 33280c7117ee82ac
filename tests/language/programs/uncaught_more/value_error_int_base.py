# Value error int base.
def main():
    print(int("ff", 16), int("0b11", 0))
    values = [int(part, 2) for part in "101,110,12".split(",")]

main()
