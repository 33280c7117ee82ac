"""Module docstring."""
def f():
    """f doc"""
def g():
    "part one " "part two"
def h():
    f"not a doc {1}"
def b():
    b"bytes are not a doc"
class C:
    '''  class doc

       indented
         more
    '''
    def m(self): "method doc"; return 1
    @property
    def p(self):
        """prop doc"""
def i():
    # comment first
    """after comment"""
def j(): pass; "too late"
async def k():
    """async doc"""
l = lambda: "lambda has none"
print(__doc__, f.__doc__, g.__doc__, h.__doc__, b.__doc__, sep="|")
print(repr(C.__doc__), C.m.__doc__, C.p.__doc__, i.__doc__, j.__doc__, k.__doc__, l.__doc__, sep="|")
f.__doc__ = "changed"
C.__doc__ = 5
print(f.__doc__, C.__doc__)
try:
    C.p.__doc__ = "new prop doc"
    print(C.p.__doc__)
except AttributeError as e:
    print(e)
import inspect
print(repr(inspect.cleandoc("  a\n      b\n    c\n")))
class D(C): pass
print(D.__doc__, inspect.getdoc(D.m))
