names = ["ann", "bob", None]
print({n: len(n) for n in names[:2]})
lengths = {
    n: len(n)
    for n in names
}
