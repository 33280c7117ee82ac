import inspect, sys
def outer(): return inner()
def inner():
    s = inspect.stack()
    return [(f.function, f.lineno, f.code_context[0].strip() if f.code_context else None, f.index) for f in s[:2]], inspect.currentframe().f_code.co_name
print(outer())
def caller_name(): return inspect.getframeinfo(sys._getframe(1)).function
def me(): return caller_name()
print(me(), inspect.getframeinfo(sys._getframe()).lineno)
def args(a, *b, c=1, **d): return inspect.getargvalues(inspect.currentframe())
av = args(1, 2, c=3, e=4)
print(av.args, av.varargs, av.keywords, sorted(av.locals))
print(inspect.getsource(me), inspect.getsourcelines(outer)[1], inspect.getcomments(me), inspect.getmodule(me).__name__ if inspect.getmodule(me) else None)
class C:
    """Doc."""
    def m(self):
        # inside
        return 1
print(inspect.getsource(C.m), inspect.getdoc(C), [n for n, _ in inspect.getmembers(C, inspect.isfunction)], inspect.isclass(C), inspect.ismethod(C().m), inspect.isroutine(len), inspect.isbuiltin(len), inspect.ismethoddescriptor(str.join), inspect.isdatadescriptor(property()), inspect.isgetsetdescriptor(int.__dict__["real"]) if "real" in vars(int) else "")
def tr():
    try: 1 / 0
    except ZeroDivisionError as e: return [(f.function, f.lineno) for f in inspect.getinnerframes(e.__traceback__)]
print(tr())
print(inspect.unwrap(me) is me, inspect.getclosurevars(me).globals.keys(), inspect.getmro(C), inspect.cleandoc("  a\n    b"), inspect.getattr_static(C(), "m").__name__, inspect.classify_class_attrs(C)[-1].kind, inspect.getcallargs(args, 1, 2, c=5))
async def co(): pass
c = co(); print(inspect.iscoroutine(c), inspect.getcoroutinestate(c), inspect.isawaitable(c)); c.close(); print(inspect.getcoroutinestate(c))
