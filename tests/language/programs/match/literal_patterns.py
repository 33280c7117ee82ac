def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one or two"
        case -1: return "minus one"
        case 1.5: return "float"
        case "a" "b": return "joined"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case 3 + 4j: return "complex"
        case -2 - 1j: return "negative complex"
        case "é" | 'multi' | """tri""": return "string"
        case 0xFF: return "hex"
        case _: return "other"
for v in (0, 0.0, False, 1, True, 2, -1, 1.5, "ab", b"x", None, 3 + 4j, -2 - 1j, "multi", "tri", 255, "x", [], 1 + 0j):
    print(repr(v), f(v))
class Eq:
    def __eq__(self, o): print("eq", repr(o), end=" "); return o == "ab"
print(f(Eq()))
def g(x):
    match x:
        case True: return "True"
        case 1: return "1"
        case 1.0: return "never"
print(g(1), g(True), g(1.0), g(2))
