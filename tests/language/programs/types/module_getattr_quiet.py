# hasattr() and getattr() with a default do not ask a module's __spec__ why there is no such attribute.
import sys, types
class Spec:
    def __getattr__(s, n):
        print('spec asked', n); raise AttributeError(n)
m = types.ModuleType('m')
m.__spec__ = Spec()
print(getattr(m, 'x', 1), hasattr(m, 'y'))
def g(n):
    print('hook', n)
    if n == 'boom': 1/0
    if n == 'yes': return 5
    raise AttributeError('own text')
m.__getattr__ = g
print(getattr(m, 'x', 1), hasattr(m, 'y'), getattr(m, 'yes', 0))
for n in 'boom', 'none', 'yes':
    for f in getattr, hasattr, lambda m, n: getattr(m, n, 2):
        try: print(n, f(m, n))
        except Exception as e: print(type(e), e)
class M(types.ModuleType):
    def __getattribute__(s, n): print('ga', n[:3]); return super().__getattribute__(n)
k = M('k')
print(hasattr(k, 'z'), getattr(k, 'zz', 3))
class P(types.ModuleType):
    @property
    def q(self): raise AttributeError('q')
    def __getattr__(s, n): print('P hook', n); raise AttributeError
p = P('p')
print(hasattr(p, 'q'))
del m.__getattr__
try: m.nothing
except AttributeError as e: print(e)
