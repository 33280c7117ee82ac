import itertools
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return f"{type(s).__name__}{s.n}"
def mk(name, *meths, bases=(A,)): return type(name, bases, {f"__{m}__": (lambda m: lambda s, o: f"{s}.{m}({o})")(m) for m in meths} | {"__hash__": A.__hash__})
Lt, Gt, Eq, All = mk("Lt", "lt"), mk("Gt", "gt"), mk("Eq", "eq"), mk("All", "lt", "le", "eq", "ne", "gt", "ge")
SubAll = mk("SubAll", "lt", "le", "eq", "ne", "gt", "ge", bases=(All,)); Same = type("Same", (All,), {})
NI = type("NI", (A,), {f"__{m}__": lambda s, o: NotImplemented for m in ("lt", "le", "eq", "ne", "gt", "ge")} | {"__hash__": A.__hash__})
for a, b in [(Lt(1), Lt(2)), (Lt(1), Gt(2)), (Gt(1), Lt(2)), (Eq(1), A(2)), (A(1), Eq(2)), (All(1), All(2)), (All(1), SubAll(2)), (All(1), Same(2)), (SubAll(1), All(2)), (NI(1), NI(2)), (NI(1), All(2)), (A(1), A(2)), (A(1), 5), (5, All(1)), (NI(1), None)]:
    out = []
    for op in ("<", "<=", "==", "!=", ">", ">="):
        try: out.append(eval(f"a {op} b"))
        except TypeError as e: out.append("TypeError")
    print(a, b, *out)
x = NI(3)
print(x == x, x != x, x is x, [x] == [x], x in [x], (x,) == (x,), {x: 1} == {x: 1})
class OnlyEq:
    def __eq__(s, o): return "eq result"
print(OnlyEq() != 1, OnlyEq() == 1, not OnlyEq() == 1, OnlyEq.__hash__, OnlyEq.__ne__ is object.__ne__)
class EqFalse:
    def __eq__(s, o): return 0
print(EqFalse() != 1, EqFalse() in [EqFalse()], [EqFalse()].count(1), (e := EqFalse()) in [e])
