# What is false: and the operators that return operands, not booleans.
class Len0:
    def __len__(self):
        return 0

class BoolFalse:
    def __bool__(self):
        return False
    def __len__(self):
        return 5

class Plain:
    pass

values = [0, 0.0, -0.0, 0j, "", b"", [], (), {}, set(), frozenset(), range(0), None, False,
          Len0(), BoolFalse(), Plain(), 1, " ", [0], (None,), {0: 0}, float("nan"), 1e-320, "0"]
for v in values:
    name = type(v).__name__ if type(v).__module__ == "__main__" else repr(v)
    print(name, bool(v), not v)

print(1 and 2, 0 and 2, 1 or 2, 0 or 2, "" or [] or {}, 3 and "" and 5)
print(None or 0, 0 or None, not not "x")

def loud(x, v):
    print("eval", x, end="; ")
    return v

print(loud("a", 0) and loud("b", 1) or loud("c", 2))
print(loud("a", 1) or loud("b", 1) and loud("c", 2))
print(1 if loud("t", []) else 2)

class BadBool:
    def __bool__(self):
        return 1

try:
    if BadBool():
        pass
except TypeError as e:
    print(e)

class BadLen:
    def __len__(self):
        return -1

try:
    bool(BadLen())
except ValueError as e:
    print(e)
