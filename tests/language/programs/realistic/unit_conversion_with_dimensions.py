# Physical quantities: dimension checks in operators, parsing, formatting with __format__.
class DimensionError(TypeError): pass
class Unit:
    BASE = ("m", "kg", "s")
    table = {}
    def __init__(self, name, factor, dims): self.name, self.factor, self.dims = name, factor, dims; Unit.table[name] = self
    def __rmul__(self, n): return Quantity(n, self)
for name, factor, dims in [("m", 1, (1, 0, 0)), ("km", 1000, (1, 0, 0)), ("cm", 0.01, (1, 0, 0)), ("kg", 1, (0, 1, 0)), ("g", 0.001, (0, 1, 0)), ("s", 1, (0, 0, 1)), ("min", 60, (0, 0, 1)), ("h", 3600, (0, 0, 1)), ("N", 1, (1, 1, -2))]: Unit(name, factor, dims)
class Quantity:
    def __init__(self, n, unit=None, dims=None): self.v, self.dims = (n * unit.factor, unit.dims) if unit else (n, dims)
    @classmethod
    def parse(cls, s):
        num, *units = s.split()
        q = cls(float(num), dims=(0, 0, 0))
        for u in " ".join(units).replace("/", " /").split():
            inv, name = u[0] == "/", u.lstrip("/")
            name, _, p = name.partition("^")
            try: unit = Unit.table[name]
            except KeyError: raise ValueError(f"unknown unit {name!r}") from None
            x = cls(1, unit) ** int(p or 1)
            q = q / x if inv else q * x
        return q
    def _need(self, o, what):
        if not isinstance(o, Quantity): raise DimensionError(f"cannot {what} {type(o).__name__} and quantity")
        if o.dims != self.dims: raise DimensionError(f"cannot {what} [{o.dim()}] and [{self.dim()}]")
    def dim(self): return " ".join(f"{b}^{e}" if e != 1 else b for b, e in zip(Unit.BASE, self.dims) if e) or "1"
    def __add__(self, o): self._need(o, "add"); return Quantity(self.v + o.v, dims=self.dims)
    def __sub__(self, o): return self + -1 * o
    def __mul__(self, o): return Quantity(self.v * o.v, dims=tuple(map(sum, zip(self.dims, o.dims)))) if isinstance(o, Quantity) else Quantity(self.v * o, dims=self.dims)
    __rmul__ = __mul__
    def __pow__(self, n): return Quantity(self.v ** n, dims=tuple(d * n for d in self.dims))
    def __truediv__(self, o): return self * (o ** -1 if isinstance(o, Quantity) else 1 / o)
    def __lt__(self, o): self._need(o, "compare"); return self.v < o.v
    def __eq__(self, o): return isinstance(o, Quantity) and (self.v, self.dims) == (o.v, o.dims)
    def __repr__(self): return f"{self.v:g} {self.dim()}"
    def __format__(self, spec):
        fmt, _, unit = spec.partition("|")
        if not unit: return format(self.v, fmt) + " " + self.dim()
        u = Unit.table[unit]; self._need(Quantity(1, u), "show")
        return f"{self.v / u.factor:{fmt}} {unit}"
P = Quantity.parse
print(P("90 km /h"), f"{P('90 km /h'):.1f}", f"{P('3 km'):.2f|m} {P('5400 s'):g|h}", P("2 kg") * P("3 m /s^2") == P("6 N"), P("1 h") + P("30 min") - P("60 s"), P("10 m") ** 2 / P("4 m"), 3 * P("2 m"), sorted([P("1 km"), P("5 cm"), P("2 m")]), P("1 m") / P("1 cm"), 5 * Unit.table["km"])
for f in (lambda: P("1 m") + P("1 s"), lambda: P("1 m") + 5, lambda: P("1 kg") < P("1 m"), lambda: P("x m"), lambda: P("1 parsec"), lambda: f"{P('1 m'):|s}", lambda: "a" * P("1 m")):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
