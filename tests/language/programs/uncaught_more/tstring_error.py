# Tstring error.
def main():
    name = "x"
    print(t"{name}".values)
    print(t"value {name.missing!r:>5} end")

main()
