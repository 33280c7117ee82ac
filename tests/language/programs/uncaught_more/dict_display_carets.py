# Dict display carets.
def main():
    x = 5
    d = {"a": x, "b": x * 2}
    print(d)
    e = {"a": x, ["b"]: x * 2, "c": x.y}

main()
