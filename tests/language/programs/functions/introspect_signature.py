import inspect
def f(a, b: int, c=3, /, d="x", *args: str, e, g: float = 1.5, **kw) -> None: pass
sig = inspect.signature(f)
print(sig)
for p in sig.parameters.values():
    print(p.name, p.kind.name, p.default if p.default is not p.empty else "-", p.annotation if p.annotation is not p.empty else "-")
b = sig.bind(1, 2, e=5, z=6)
print(b, b.args, b.kwargs)
b.apply_defaults()
print(b.arguments)
try:
    sig.bind(1)
except TypeError as e:
    print(e)
class C:
    def __init__(self, x, y=2): pass
    def m(self, q): pass
    @classmethod
    def c(cls, q): pass
    @staticmethod
    def s(q): pass
    def __call__(self, *args): pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C.m), inspect.signature(C.c), inspect.signature(C.s), inspect.signature(C(1)))
print(inspect.signature(lambda *, k: k), inspect.signature(len), inspect.signature(sorted), inspect.signature(int.__add__))
import functools
print(inspect.signature(functools.partial(f, 1, 2, g=3)))
@functools.wraps(f)
def w(*a): pass
print(inspect.signature(w), inspect.signature(w, follow_wrapped=False))
w.__signature__ = inspect.Signature([inspect.Parameter("z", inspect.Parameter.KEYWORD_ONLY)])
print(inspect.signature(w))
print(inspect.getfullargspec(f))
print(inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.isclass(C), inspect.isgeneratorfunction(f))
print(inspect.signature(f).replace(return_annotation=int), inspect.signature(print))
