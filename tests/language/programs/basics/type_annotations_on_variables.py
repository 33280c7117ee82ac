# Annotated assignment: evaluation rules in modules, classes, functions, attributes.
x: int = 5
y: str
(z): float = 1.5
class C:
    a: int
    b: "str" = "q"
    (c): list = []
    d: undefined_thing_is_fine_until_asked = 1
print(x, "y" in globals(), z, C.b, C.d)
import annotationlib
print(annotationlib.get_annotations(C, format=annotationlib.Format.STRING))
try:
    C.__annotations__
except NameError as e:
    print("lazy:", e)
undefined_thing_is_fine_until_asked = dict
print(C.__annotations__)
print(__annotations__ if "__annotations__" in globals() else __annotate__(1))
def f():
    n: never_evaluated = 3
    m: print("not run")
    return n, f.__annotations__
print(f())
class O: pass
o = O()
o.attr: print("evaluated? no") = 4
lst = [0]
lst[0]: int = 7
print(o.attr, lst)
def g(a: int, *b: str, c: "fwd" = None, **d: float) -> list[int]: ...
print(g.__annotations__)
try:
    compile("(a, b): int", "s", "exec")
except SyntaxError as e:
    print(e.msg)
def h(v):
    w: int
    try:
        w
    except UnboundLocalError as e:
        return str(e)
print(h(1))
