# A metaclass that builds __init__, __repr__, __eq__ and ordering by exec: mini dataclasses.
class Field:
    def __init__(self, default=...): self.default = default
class RecordMeta(type):
    def __new__(m, name, bases, ns, order=False):
        fields = {}
        for b in reversed(bases):
            fields |= getattr(b, "_fields", {})
        ann = ns.get("__annotate__") or ns.get("__annotate_func__")
        import annotationlib
        names = annotationlib.call_annotate_function(ann, annotationlib.Format.STRING) if ann else {}
        for f in names:
            fields[f] = ns.pop(f, ...)
        ns["_fields"] = fields
        args = ", ".join(f if v is ... else f"{f}=_d_{f}" for f, v in fields.items())
        body = "\n".join(f"    self.{f} = {f}" for f in fields) or "    pass"
        env = {f"_d_{f}": v for f, v in fields.items()}
        exec(f"def __init__(self, {args}):\n{body}", env)
        ns.setdefault("__init__", env["__init__"])
        key = lambda self: tuple(getattr(self, f) for f in fields)
        ns["__repr__"] = lambda self: f"{name}({', '.join(f'{f}={getattr(self, f)!r}' for f in fields)})"
        ns["__eq__"] = lambda self, o: type(self) is type(o) and key(self) == key(o)
        if order:
            ns["__lt__"] = lambda self, o: key(self) < key(o)
        return super().__new__(m, name, bases, ns)
class Record(metaclass=RecordMeta): pass
class P(Record, order=True):
    x: int
    y: int = 5
class Q(P):
    z: list = None
print(P(1), P(1, 2), P(1) == P(1, 5), P(1) == P(2), sorted([P(3), P(1), P(2, 0)]))
print(Q(1, 2, 3), Q(1) == P(1), Q._fields)
for call in ["P()", "P(1, 2, 3)", "P(y=1)", "Q(1, w=2)", "P(1) < 5", "P(1) > P(0)"]:
    try:
        print(call, eval(call))
    except Exception as e:
        print(call, "->", type(e).__name__, e)
print(P.__init__.__code__.co_varnames, P.__init__.__defaults__, P.__init__.__name__)
