seqs = ["abcdef", list("abcdef"), tuple("abcdef"), b"abcdef", bytearray(b"abcdef"), range(6), memoryview(b"abcdef")]
slices = [(None, None, None), (1, 4, None), (-3, None, None), (None, -2, None), (None, None, -1), (4, 1, -1), (None, None, 2), (10, 20, None), (-10, 3, None), (5, None, -2), (None, None, 100), (3, 3, None), (0, 6, 5)]
for sl in slices:
    s = slice(*sl)
    r = [x[s] for x in seqs]
    base = [*range(6)][s]
    ok = all([ord(c) - 97 for c in q] == base for q in (r[0], r[1], r[2])) and all([c - 97 for c in q] == base for q in (r[3], r[4], r[6])) and list(r[5]) == base
    print(sl, r[0], list(r[5]), ok, s.indices(6))
for x in seqs:
    row = []
    for k in (0, -1, 6, -7, True, 1.0, "0", None, slice(None, None, 0), slice("a"), (0,), 10 ** 30):
        try: row.append(x[k])
        except Exception as e: row.append(type(e).__name__[:6])
    print(type(x).__name__, row)
