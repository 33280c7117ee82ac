eg = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), OSError(3)])])
print(eg, repr(eg), eg.message, len(eg.exceptions), eg.args)
def shape(g):
    if g is None: return None
    if isinstance(g, BaseExceptionGroup): return (g.message, [shape(x) for x in g.exceptions])
    return repr(g)
print(shape(eg.subgroup(ValueError)))
print(shape(eg.subgroup((TypeError, OSError))))
print(eg.subgroup(KeyError), eg.subgroup(Exception) is eg, shape(eg.subgroup(lambda e: isinstance(e, ValueError) and e.args == (2,))))
m, r = eg.split(ValueError)
print(shape(m), shape(r))
print([shape(x) for x in eg.split(lambda e: True)], [shape(x) for x in eg.split(KeyError)])
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for code in ["ExceptionGroup('x', [])", "ExceptionGroup('x', 5)", "ExceptionGroup('x', [5])", "ExceptionGroup('x', [KeyboardInterrupt()])", "ExceptionGroup(1, [ValueError()])", "ExceptionGroup('x')",
             "ExceptionGroup('x', [ValueError])", "eg.split(5)", "eg.subgroup(int)", "ExceptionGroup('x', {ValueError()})", "eg.derive(3)", "ExceptionGroup('x', (ValueError(1),)).exceptions"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, "->", type(e).__name__, e)
class MyG(ExceptionGroup):
    def __new__(cls, msg, excs, code):
        o = super().__new__(cls, msg, excs)
        o.code = code
        return o
    def derive(self, excs): return MyG(self.message, excs, self.code)
g = MyG("mine", [ValueError(1), KeyError(2)], 42)
a, b = g.split(KeyError)
print(type(a).__name__, a.code, b.code, shape(a), shape(b))
class Plain(ExceptionGroup): pass
p = Plain("p", [ValueError(1), KeyError(2)])
print(type(p.subgroup(KeyError)).__name__, type(p.split(Exception)[0]).__name__, issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
eg.__cause__ = KeyError("cause")
print(repr(eg.subgroup(OSError).__cause__), eg.subgroup(OSError).__suppress_context__)
print(ExceptionGroup[int], isinstance(eg, ExceptionGroup))
lst = [ValueError(1)]; q = ExceptionGroup("q", lst); lst.append(1); print(q, q.exceptions, len(q.args[1]))
try: q.exceptions = ()
except AttributeError as e: print(e)
