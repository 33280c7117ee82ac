for w in (-1, 0, 1, 2, 3, 4, 5, 6):
    print(w, "ab".center(w, "*"), "abc".center(w, "-"), "".center(w, "."), "ab".ljust(w, "<"), "ab".rjust(w, ">"), "é😀".center(w, "é"))
print([("x" * n).center(m, "_") for n in range(3) for m in range(4)])
for bad in (lambda: "a".center("5"), lambda: "a".ljust(5, "xy"), lambda: "a".rjust(5, ""), lambda: "a".center(5, 1), lambda: "a".ljust(), lambda: "a".center(5, b"x"), lambda: "a".rjust(None)):
    try: print(bad())
    except TypeError as e: print(e)
print("a".center(3, "\U0001f600"), "é".ljust(3, "x"), "€".rjust(3), "a".center(4).__len__(), "ab".zfill(5), "-ab".zfill(5), "+".zfill(3), "".zfill(2))
