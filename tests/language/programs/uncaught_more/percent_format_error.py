# Percent format error.
def main():
    row = ("ann", 3)
    print("%s has %d" % row)
    print("%s has %d and %s" % row)

main()
