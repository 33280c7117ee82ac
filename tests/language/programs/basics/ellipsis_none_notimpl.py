print(..., Ellipsis is ..., type(...), repr(Ellipsis), bool(...))
print(type(None)(), type(...)() is ..., type(NotImplemented)() is NotImplemented)
print(None.__class__, NotImplemented, type(NotImplemented).__name__, hash(None) == hash(None))
try:
    type(None)(1)
except TypeError as e:
    print(e)
try:
    bool(NotImplemented)
except TypeError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
try:
    None.x = 1
except AttributeError as e:
    print(e)
try:
    None()
except TypeError as e:
    print(e)
try:
    None + 1
except TypeError as e:
    print(e)
try:
    None[0]
except TypeError as e:
    print(e)
try:
    None < None
except TypeError as e:
    print(e)
print(None == None, None != 0, None is None, {None: 1}[None])
class A:
    def __getitem__(self, k): return k
a = A()
print(a[...], a[1, ..., None], a[1:2, ::3], a[:], a[()], a[*range(2)], a[*"ab", 1:2])
import copy, pickle
print(copy.copy(...) is ..., copy.deepcopy(None) is None, pickle.loads(pickle.dumps(NotImplemented)) is NotImplemented)
