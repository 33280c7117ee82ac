# Dict unpack display carets.
def main():
    extra = [("a", 1)]
    print({**dict(extra)})
    d = {"x": 0, **extra, "y": 1}

main()
