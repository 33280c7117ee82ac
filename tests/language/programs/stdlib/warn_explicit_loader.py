import warnings, _warnings, importlib.machinery, types
class L:
    def __init__(self, r=None): self.r = r
    def get_source(self, name):
        print('get_source', name)
        if isinstance(self.r, BaseException): raise self.r
        return self.r
class N: pass
class S(str):
    def splitlines(self, *a): print('own splitlines'); return 42
def go(label, g, line=1):
    with warnings.catch_warnings(record=True) as got:
        warnings.simplefilter('always')
        try: _warnings.warn_explicit('msg', UserWarning, 'f.py', line, module_globals=g)
        except BaseException as e: print(label, 'raised', type(e).__name__, e)
        else: print(label, 'ok')
        for w in got: print('   ', w.category.__name__, w.message, w.filename, w.lineno)
def spec(l): return importlib.machinery.ModuleSpec('m', l)
a = L('one\ntwo')
go('both', {'__name__': 'm', '__loader__': a, '__spec__': spec(a)})
go('both line 2', {'__name__': 'm', '__loader__': a, '__spec__': spec(a)}, 2)
go('line 9', {'__name__': 'm', '__loader__': a, '__spec__': spec(a)}, 9)
go('line 0', {'__name__': 'm', '__loader__': a, '__spec__': spec(a)}, 0)
for r in (None, 5, b'one', S('a'), ValueError('no'), SystemExit(3)):
    l = L(r)
    go(repr(r), {'__name__': 'm', '__loader__': l, '__spec__': spec(l)})
go('disagree', {'__name__': 'm', '__loader__': a, '__spec__': spec(L('x'))})
go('no name', {'__loader__': a, '__spec__': spec(a)})
go('int name', {'__name__': 5, '__loader__': a, '__spec__': spec(a)})
go('no get_source', {'__name__': 'm', '__loader__': (n := N()), '__spec__': spec(n)})
go('no spec', {'__name__': 'm', '__loader__': a})
go('spec none', {'__name__': 'm', '__loader__': a, '__spec__': None})
go('spec bare', {'__name__': 'm', '__loader__': a, '__spec__': types.SimpleNamespace()})
go('no loader', {'__name__': 'm', '__spec__': spec(a)})
go('loader none', {'__name__': 'm', '__loader__': None, '__spec__': spec(a)})
go('both none', {'__name__': 'm', '__loader__': None, '__spec__': None})
go('loader none, spec loader none', {'__name__': 'm', '__loader__': None, '__spec__': spec(None)})
go('only spec none', {'__name__': 'm', '__spec__': None})
go('bare spec only', {'__name__': 'm', '__spec__': types.SimpleNamespace()})
go('empty', {'__name__': 'm'})
go('empty dict', {})
go('none', None)
go('int', 5)
class D(dict): pass
go('sub', D(__name__='m', __loader__=a, __spec__=spec(a)))
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    try: print(_warnings.warn_explicit('msg', UserWarning, 'f.py', 1, module_globals={'__name__': 'm', '__loader__': a}))
    except BaseException as e: print(type(e), e)
