import types
def f(): yield
async def co(): pass
async def ag(): yield
class C:
    def m(self): pass
c = co()
for name, v in [("FunctionType", f), ("LambdaType", lambda: 0), ("GeneratorType", f()), ("CoroutineType", c), ("AsyncGeneratorType", ag()), ("CodeType", f.__code__), ("MethodType", C().m), ("BuiltinFunctionType", len), ("BuiltinMethodType", [].append), ("WrapperDescriptorType", object.__init__), ("MethodWrapperType", object().__str__), ("MethodDescriptorType", str.join), ("ClassMethodDescriptorType", dict.__dict__["fromkeys"]), ("ModuleType", types), ("GetSetDescriptorType", f.__class__.__dict__["__code__"]), ("MemberDescriptorType", f.__class__.__dict__["__globals__"]), ("MappingProxyType", C.__dict__), ("NoneType", None), ("EllipsisType", ...), ("NotImplementedType", NotImplemented), ("UnionType", int | str), ("GenericAlias", list[int]), ("CellType", types.CellType()), ("SimpleNamespace", types.SimpleNamespace())]:
    print(name, isinstance(v, getattr(types, name)), getattr(types, name).__name__)
c.close()
ns = types.SimpleNamespace(a=1, b=[2]); ns.c = ns.a; del ns.a
print(ns, ns == types.SimpleNamespace(b=[2], c=1), types.SimpleNamespace({"x": 1}, y=2), ns.__dict__, types.SimpleNamespace() < ns if 0 else "", types.SimpleNamespace(s=ns))
ns.self = ns; print(ns)
m = types.ModuleType("m", "d"); print(m, m.__dict__.keys() >= {"__name__", "__doc__"}, m.__spec__, repr(types.ModuleType("x")), types.new_class("N", (int,), {}, lambda d: d.update(v=1)).v, types.prepare_class("P", (), {})[1:], types.resolve_bases((list[int],)), types.get_original_bases(type("Q", (), {})))
class Dyn:
    @types.DynamicClassAttribute
    def x(self): return "instance x"
    @types.coroutine
    def gen(self): yield 1
print(Dyn().x)
try: Dyn.x
except AttributeError: print("no class access")
for bad in (lambda: types.SimpleNamespace(1), lambda: types.SimpleNamespace().zz, lambda: types.FunctionType(), lambda: types.FunctionType(f.__code__, 5), lambda: types.MethodType(), lambda: types.CodeType(1), lambda: types.ModuleType(), lambda: types.GeneratorType(), lambda: types.MappingProxyType([]), lambda: types.NoneType(5), lambda: types.coroutine(5), lambda: types.ModuleType(5), lambda: types.CellType(1, 2), lambda: types.SimpleNamespace(**{"a": 1}, a=2)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
g = types.FunctionType((lambda a, b=1: (a, b, glob)).__code__, {"glob": "G"}, "named", (7,)); print(g(1), g.__name__, g.__module__, g.__defaults__, g.__globals__["glob"], types.FunctionType(f.__code__, {}, kwdefaults={"k": 1}).__kwdefaults__)
