# Number systems: roman, words, balanced ternary, factoradic, bijective base 26.
def roman(n):
    out = ""
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        k, n = divmod(n, v); out += s * k
    return out
def unroman(s):
    vals = [dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)[c] for c in s]
    return sum(-a if a < b else a for a, b in zip(vals, vals[1:] + [0]))
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all(unroman(roman(i)) == i for i in range(1, 4000)))
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
def words(n):
    if n < 0: return "minus " + words(-n)
    if n < 20: return ONES[n]
    if n < 100: return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    for v, name in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= v:
            q, r = divmod(n, v)
            return words(q) + " " + name + ("" if not r else (" and " if r < 100 else " ") + words(r))
for n in (0, 13, 21, 100, 115, 999, 1001, 12345, 1000000, -7654321, 10 ** 12 + 5): print(n, words(n))
def bt(n):
    out = ""
    while n: n, r = divmod(n + 1, 3); out = "-0+"[r] + out
    return out or "0"
def unbt(s):
    v = 0
    for c in s: v = v * 3 + {"-": -1, "0": 0, "+": 1}[c]
    return v
print([bt(n) for n in range(-5, 6)], all(unbt(bt(n)) == n for n in range(-500, 500)))
def col(n):
    s = ""
    while n: n, r = divmod(n - 1, 26); s = chr(65 + r) + s
    return s
print([col(n) for n in (1, 26, 27, 52, 702, 703, 18278)])
def factoradic(n):
    d, i = [], 1
    while n: n, r = divmod(n, i); d.append(r); i += 1
    return d[::-1] or [0]
def nth_perm(items, n):
    items, out = list(items), []
    for d in ([0] * len(items) + factoradic(n))[-len(items):]: out.append(items.pop(d))
    return "".join(out)
print(factoradic(463), [nth_perm("abc", i) for i in range(6)], nth_perm("0123456789", 999999))
def ordinal(n): return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
print(*map(ordinal, (1, 2, 3, 4, 11, 12, 13, 21, 101, 111, 122)), [f"{n:b}" for n in range(5)], int("z" * 3, 36), [bin(n ^ n >> 1)[2:].zfill(3) for n in range(8)])
