# ExceptionGroup takes weak references; which constructor makes what mixes it with other exceptions.
import copy, gc, weakref


class G(ExceptionGroup): pass
class H(BaseExceptionGroup): pass
class I(H, ExceptionGroup): pass
class J(ValueError, ExceptionGroup): pass
class K(ExceptionGroup, KeyError): pass
class Made(int):
    def __new__(cls, *a): return int.__new__(cls, 7)
class Plain:
    def __new__(cls, *a): return super().__new__(cls)
class L(Made, Plain): pass
class M(Plain, Made): pass


for c in (G, H, I, J, K, ExceptionGroup):
    e = c('m', [ValueError(1)])
    e.me = e
    w = weakref.ref(e, lambda r: print('gone', r()))
    print(c, c.__base__, weakref.getweakrefcount(e), e, e.exceptions, e.split(ValueError)[0] is e, copy.copy(e))
    del e
    gc.collect()
    print(w())
for make in (lambda: J.__new__(J, 'a', [KeyError()]), lambda: ValueError.__new__(J), lambda: L(), lambda: M(),
             lambda: ExceptionGroup.__new__(J, 'a', [OSError()]), lambda: type('N', (dict, Plain), {})(a=1),
             lambda: weakref.ref(BaseExceptionGroup('m', [SystemExit()]))):
    try:
        print(repr(make()))
    except TypeError as e:
        print(type(e), e)
try:
    raise J('z', [TypeError(1)])
except* TypeError as e:
    held = weakref.WeakSet([e])
    print(len(held), e)
print(len(held))
