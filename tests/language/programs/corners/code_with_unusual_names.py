_ = 1; __ = 2; ___ = 3
print(_ + __ + ___)
def _f_(__x, x__, __y__): return __x + x__ + __y__
print(_f_(1, 2, 3), _f_.__code__.co_varnames)
class _A__:
    __p = 1
    def m(self): return self.__p, [n for n in vars(type(self)) if "p" in n]
print(_A__().m())
class __B:
    def m(self, __q=2): __r = __q; return sorted(locals()), __r
print(__B().m())
print, len = len, print
len("swapped", print("abc"))
print, len = len, print
int_ = int
class int(int_):
    def __repr__(self): return "my int"
print(int(5), 5, type(5) is int, isinstance(5, int_))
del int
True_ = True
None_ = None
print(True_, None_, (lambda self: self)(1), [self for self in "ab"])
async_ = await_ = nonlocal_ = 1
match = case = type = 0
print(match, case, type, async_)
