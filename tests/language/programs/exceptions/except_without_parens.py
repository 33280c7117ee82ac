# PEP 758: several exceptions without parentheses.
def f(n):
    try:
        if n == 0: raise ValueError("v")
        if n == 1: raise KeyError("k")
        if n == 2: raise OSError("o")
        if n == 3: raise ExceptionGroup("g", [TypeError(1), ValueError(2)])
        return "none"
    except ValueError, KeyError:
        return "pair"
    except OSError:
        return "os"
    except ArithmeticError if n < 0 else ExceptionGroup, LookupError:
        return "odd tuple"
for i in range(5):
    print(i, f(i))
try:
    try:
        raise ExceptionGroup("g", [TypeError(1), KeyError(2), OSError(3)])
    except* TypeError, KeyError:
        print("star pair")
except ExceptionGroup as e:
    print(e.exceptions)
for bad in ["try: pass\nexcept A, B as e: pass", "try: pass\nexcept* A, B as e: pass", "try: pass\nexcept A, B, : pass", "try: pass\nexcept A,: pass", "try: pass\nexcept A, B, C: pass",
            "try: pass\nexcept *A, B: pass", "try: pass\nexcept (A, B) as e: pass"]:
    try:
        compile(bad, "x", "exec")
        print("fine:", bad.splitlines()[1])
    except SyntaxError as e:
        print(bad.splitlines()[1], "->", e.msg)
class Evil:
    def __getattr__(self, n): print("touch", n)
try:
    try:
        1 / 0
    except ValueError, Evil():
        print("never")
except TypeError as e:
    print(e)
try:
    1 / 0
except ZeroDivisionError, undefined_but_not_reached if False else KeyError:
    print("matched first")
