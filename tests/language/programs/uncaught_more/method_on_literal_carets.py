# Method on literal carets.
def main():
    print("abc".upper())
    print("a,b".split(",")[0].upper().foo.bar)

main()
