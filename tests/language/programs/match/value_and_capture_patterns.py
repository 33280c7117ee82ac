from enum import Enum
class Color(Enum):
    RED = 1
    BLUE = 2
class C:
    ZERO = 0
    class Inner: DEEP = "deep"
ZERO = 99
def f(x):
    match x:
        case Color.RED: return "red"
        case C.ZERO: return "dotted zero"
        case C.Inner.DEEP: return "deep"
        case ZERO: return f"captured {ZERO!r}"
print(f(Color.RED), f(Color.BLUE), f(0), f(0.0), f("deep"), f("x"), ZERO)
def g(x):
    match x:
        case (a, b) as pair: return a, b, pair
        case [a, [b, c] as inner] as whole: return whole, inner
        case ((1 | 2) as n) | (3 as n): return n
        case {"k": (int() as i) | (str() as i)}: return i
        case str() as s if len(s) > 2 if True else 0: return s
        case other: return "other", other
for v in ((1, 2), [1, [2, 3]], 2, 3, {"k": "v"}, {"k": 5}, {"k": None}, "abc", "a"):
    print(g(v))
def leak(x):
    match x:
        case [a, b, 3]: pass
        case [c, *d]: pass
    return sorted(locals().items(), key=lambda t: t[0])
print(leak([1, 2, 3]), leak([1, 2, 4]), leak(5))
match 5:
    case x: pass
print(x)
match = 3; case = 4; type = 5; _ = 6
print(match * case, match[0] if False else "soft", type, _)
match match:
    case 3: print("match the name match")
match (case):
    case case: print("case", case)
match [_, 1]:
    case [_, 1]: print("underscore untouched", _)
print(match, case)
match -case:
    case -4: print("minus")
match, other = 1, 2
match = match if match else other
print(match)
match *(1, 2), 3:
    case a, b, c: print(a, b, c)
match (lambda: 5)():
    case 5: print("call subject")
match x := 7:
    case 7: print("walrus", x)
