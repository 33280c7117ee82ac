# Call result attribute carets.
def main():
    def find(n): return None if n else []
    print(find(0))
    find(0).append(find(1).value)

main()
