# Genexpr frames.
def main():
    values = [4, 2, 0]
    print(sum(8 // v for v in values[:2]))
    print(max(8 // v for v in values))

main()
