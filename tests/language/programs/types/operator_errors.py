# Operators, conversions and unpacking on the wrong operands.
def scrub(s):
    parts = s.split(' at 0x')
    return parts[0] + ''.join(' at ...' + p.lstrip('0123456789abcdef') for p in parts[1:])
def t(f):
    try: print(scrub(repr(f())))
    except BaseException as e: print(type(e).__name__, scrub(str(e)))
import operator as o
ops=['add','sub','mul','truediv','floordiv','mod','pow','lshift','rshift','and_','or_','xor','matmul','iadd','isub','imul','itruediv','ifloordiv','imod','ipow','ilshift','irshift','iand','ior','ixor','imatmul']
for n in ops:
    t(lambda: getattr(o,n)(object(),1))
t(lambda: getattr(o,n)([],{}) )
t(lambda: divmod(object(),1))
t(lambda: pow(object(),1,2))
t(lambda: pow(1,object(),2))
t(lambda: pow(1.0,2,3))
t(lambda: pow(2,3,None))
t(lambda: -object())
t(lambda: +[])
t(lambda: ~1.5)
t(lambda: abs('a'))
t(lambda: print >> 3)
t(lambda: len >> 3)
t(lambda: print >> object());  t(lambda: 1 < 'a')
t(lambda: [] < {})
t(lambda: object() >= 1)
t(lambda: 1 in 2)
t(lambda: 'a' in 1)
t(lambda: 1 in 'a')
t(lambda: o.index('a'))
t(lambda: o.index(1.0))
t(lambda: [][1.0])
t(lambda: [][1<<100])
t(lambda: [1]*(1<<100))
t(lambda: [1]*1.5)
t(lambda: 1.5*[1])
t(lambda: 'a'*[])
t(lambda: []*[])
t(lambda: ()+[])
t(lambda: 'a'+1)
t(lambda: 1+'a')
t(lambda: b'a'+'a')
t(lambda: b''+1)
t(lambda: []+1)
t(lambda: {}+{})
t(lambda: {1}-[1])
t(lambda: {1}|[1])
t(lambda: None+1)
t(lambda: None<None)
t(lambda: len(5))
t(lambda: len(int))
t(lambda: o.length_hint(1))
t(lambda: o.length_hint(iter([1])))
t(lambda: o.length_hint(1,'a')); 
class L:
    def __init__(s,v): s.v=v
    def __length_hint__(s): return s.v
t(lambda: o.length_hint(L('a')))
t(lambda: o.length_hint(L(-1)))
t(lambda: o.length_hint(L(NotImplemented),7))
t(lambda: o.length_hint(L(1<<100)))
t(lambda: o.concat(1,2))
t(lambda: o.concat([],1))
t(lambda: o.concat({},{}))
t(lambda: o.iconcat(1,2))
t(lambda: o.getitem(1,2))
t(lambda: int[1])
t(lambda: list[1])
t(lambda: object[1])
t(lambda: type[int])
t(lambda: o.getitem(int,1))
t(lambda: o.setitem(1,2,3))
t(lambda: o.delitem(1,2))
t(lambda: o.setitem((),2,3))
t(lambda: o.delitem((),2))
t(lambda: o.setitem('a',2,3));  t(lambda: ()[''])
class C: 
    def __class_getitem__(cls, k): return (cls,k)
class C2: __class_getitem__=None
class C3: pass
t(lambda: C[1])
t(lambda: C2[1])
t(lambda: C3[1])
t(lambda: C()[1])
t(lambda: C3()[1])
class It:
    def __iter__(s): return s
t(lambda: iter(It()))
t(lambda: next(It()))
t(lambda: list(It()))
class G:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i
t(lambda: list(G()))
t(lambda: 1 in G())
t(lambda: 7 in G())
t(lambda: iter(G()))
t(lambda: reversed(G()))
t(lambda: len(G()))
a,b=[1,2]
def u2(x): a,b=x
def u3(x): a,b,c=x
t(lambda: u2([1]))
t(lambda: u2([1,2,3]))
t(lambda: u2(1))
t(lambda: u3(iter([1,2])))
t(lambda: u2(iter([1,2,3])))
t(lambda: u2({1:2,3:4,5:6}))
t(lambda: u2('abc'))
t(lambda: u2(None))
t(lambda: u2(G()))
t(lambda: int('x'))
t(lambda: int([]))
t(lambda: int('1'*5000))
t(lambda: float([]))
t(lambda: float('x'))
t(lambda: complex([]))
t(lambda: ''); 
class TI:
    def __int__(s): return 'a'
class TI2:
    def __int__(s): return True
class TI3:
    def __trunc__(s): return 3
class TI4:
    def __index__(s): return 7
class TI5(int):
    def __int__(s): return 9
class F1:
    def __float__(s): return 1
class FS(float): pass
class F2:
    def __float__(s): return FS(2.0)
class IX:
    def __index__(s): return True
for c in TI,TI2,TI3,TI4,TI5: t(lambda: int(c()))
t(lambda: float(F1()))
t(lambda: float(F2()))
t(lambda: float(TI4()))
t(lambda: o.index(IX()))
t(lambda: [1,2][IX()])
t(lambda: int(b'12'))
t(lambda: int(bytearray(b'12')))
t(lambda: int(memoryview(b'12')))
t(lambda: float(b'1.5'))
t(lambda: float(memoryview(b'1.5')))
t(lambda: chr('a'))
t(lambda: chr(1.5))
t(lambda: chr(-1))
t(lambda: chr(1<<70))
t(lambda: range('a'))
t(lambda: 'a'.center('b'))
t(lambda: [].insert(1<<70,1))
t(lambda: (1).to_bytes(1<<70))
t(lambda: bytes(-1))
t(lambda: bytes(1<<70))
t(lambda: bytearray(1<<70))
t(lambda: [].pop('a'))
t(lambda: [1].pop(1<<70))
t(lambda: ''.expandtabs(1<<40))
t(lambda: 'x'.zfill(1<<70))
t(lambda: round(1.5,'a'))
t(lambda: round('a'))
t(lambda: sum(['a']))
t(lambda: sum(['a'],''))
t(lambda: hasattr(o,'length_hint'))
t(lambda: repr(type('x',(),{'__repr__':lambda s: 3})()))
class R:
    def __repr__(s): raise KeyError('r')
t(lambda: [R()])
t(lambda: format(1,2))
t(lambda: format('a','d'))
t(lambda: format(1,'s'))
t(lambda: format(None,'s'))
t(lambda: format([],'s'))
t(lambda: f'{[]:s}')
class E:
    def __eq__(s,x): return NotImplemented
t(lambda: E()==E())
t(lambda: E()!=E())
t(lambda: E()<E())
class Q:
    def __contains__(s,x): raise ValueError('z')
    def __bool__(s): raise ValueError('b')
    def __eq__(s,x): return s
t(lambda: 1 in Q())
t(lambda: bool(Q()))
t(lambda: Q() in [Q()])
t(lambda: Q()==1 and 0)
