# Chained comparison error.
def main():
    lo, hi = 1, "9"
    print(lo < 5)
    if lo < 5 < hi:
        print("never")

main()
