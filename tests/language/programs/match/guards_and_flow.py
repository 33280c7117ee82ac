log = []
def t(name, r): log.append(name); return r
def f(x):
    match t("subject", x):
        case n if t("g1", n > 10): return "big"
        case n if t("g2", n > 5) and n < 8: return "medium"
        case int() if t("g3", False): return "never"
        case _: return "rest"
for v in (20, 6, 9):
    print(f(v), log); log.clear()
for i in range(6):
    match i:
        case 1: continue
        case 4: break
        case n if n % 2: print("odd", n)
        case _: print("even", i)
else: print("no else")
def gen(items):
    for it in items:
        match it:
            case ("yield", v): yield v
            case ("return", v): return v
            case ("raise", e): raise e
            case []: pass
print(list(gen([("yield", 1), [], ("yield", 2), ("return", 0), ("yield", 3)])))
try: list(gen([("raise", KeyError("k"))]))
except KeyError as e: print(repr(e))
match 3:
    case 1: print("1")
    case 2: print("2")
print("no match is fine")
def nested(a, b):
    match a:
        case 1:
            match b:
                case 1: return "1 1"
                case _: return "1 other"
        case [x, *_]:
            try:
                match x:
                    case 0: raise ValueError("zero inside")
                    case _: return f"list of {x}"
            finally:
                print("finally")
    return "end"
print(nested(1, 1), nested(1, 2), nested([5], 0), nested(2, 2))
try: nested([0], 0)
except ValueError as e: print(e)
class Boom:
    def __eq__(self, o): raise RuntimeError("eq in match")
try:
    match Boom():
        case 5: pass
except RuntimeError as e: print(e)
try:
    match 5:
        case x if undefined_guard: pass
except NameError as e: print(e, x)
