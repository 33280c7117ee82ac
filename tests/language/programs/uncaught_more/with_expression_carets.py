# With expression carets.
def main():
    def opener(n): return open if n else None
    print(opener(0))
    with opener(0) as f:
        print(f)

main()
