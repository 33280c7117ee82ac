# Dict changed size.
def main():
    d = {"a": 1, "b": 2}
    print(len(d))
    for key in d:
        d[key + "2"] = d[key]

main()
