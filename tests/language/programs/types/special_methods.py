# Every special method, operators with reflected operands, attribute hooks.
def scrub(s):
    parts = s.split(' at 0x')
    return parts[0] + ''.join(' at ...' + p.lstrip('0123456789abcdef') for p in parts[1:])
def t(f):
    try: print(scrub(repr(f())))
    except BaseException as e: print(type(e).__name__, scrub(str(e)))
log=[]
class A:
    def __init__(s,v=0): s.v=v
    def __repr__(s): return f'A{s.v}'
    def __add__(s,o): log.append(('add',s.v)); return NotImplemented if isinstance(o,str) else 'A+'
    def __radd__(s,o): log.append(('radd',s.v)); return 'A+r'
    def __eq__(s,o): log.append('eq'); return NotImplemented
    def __lt__(s,o): log.append('lt'); return NotImplemented
    def __gt__(s,o): log.append('gt'); return True
    __hash__=None
class B(A):
    def __radd__(s,o): log.append(('B radd',s.v)); return 'B+r'
class C(A): pass
t(lambda: A()+B())
t(lambda: A()+C())
t(lambda: B()+A())
t(lambda: 1+A())
t(lambda: A()+'x')
t(lambda: 'x'+A())
t(lambda: A()==A())
t(lambda: A()<A())
t(lambda: A()!=B())
t(lambda: {A()})
print(log)
class P:
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __rpow__(s,o,m=None): return ('rpow',o,m)
    def __ipow__(s,o): return ('ipow',o)
    def __divmod__(s,o): return 'dm'
    def __rdivmod__(s,o): return 'rdm'
    def __matmul__(s,o): return 'mm'
    def __imatmul__(s,o): return 'imm'
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __index__(s): return 3
    def __round__(s,n=None): return ('round',n)
    def __trunc__(s): return 'trunc'
    def __floor__(s): return 'floor'
    def __ceil__(s): return 'ceil'
    def __complex__(s): return 1j
    def __float__(s): return 2.5
    def __int__(s): return 7
    def __bool__(s): return False
    def __len__(s): return 9
    def __contains__(s,x): return x
    def __getitem__(s,k): return ('get',k)
    def __setitem__(s,k,v): print('set',k,v)
    def __delitem__(s,k): print('del',k)
    def __call__(s,*a,**k): return (a,k)
    def __iter__(s): return iter([1,2])
    def __reversed__(s): return 'rev'
    def __enter__(s): return s
    def __exit__(s,*a): return True
    def __format__(s,f): return f'<{f}>'
    def __bytes__(s): return b'by'
    def __hash__(s): return 1<<70
    def __dir__(s): return ['z','a']
    def __sizeof__(s): return 100
    def __length_hint__(s): return 3
    def __missing__(s,k): return k
    def __str__(s): return 'str'
p=P()
t(lambda: pow(p,2))
t(lambda: pow(p,2,3))
t(lambda: pow(2,p))
t(lambda: pow(2,p,5))
t(lambda: pow(2,3,p))
t(lambda: p**4)
t(lambda: 4**p)
def ip():
    global p; q=p; q**=2; return q
t(ip)
t(lambda: divmod(p,1))
t(lambda: divmod(1,p))
t(lambda: p@1)
t(lambda: 1@p)
t(lambda: (-p,+p,~p,abs(p)))
t(lambda: round(p))
t(lambda: round(p,2))
t(lambda: complex(p))
t(lambda: float(p))
t(lambda: int(p))
t(lambda: bool(p))
t(lambda: len(p))
t(lambda: 0 in p)
t(lambda: 'x' in p)
t(lambda: p[1:2])
t(lambda: p[...])
t(lambda: p(1,a=2))
t(lambda: list(p))
t(lambda: reversed(p))
t(lambda: f'{p:abc}')
t(lambda: f'{p}')
t(lambda: format(p))
t(lambda: bytes(p))
t(lambda: hash(p))
t(lambda: dir(p))
t(lambda: p.__sizeof__())
t(lambda: str(p))
t(lambda: f'{p!s}')
t(lambda: '%d'%p)
t(lambda: [10,20,30,40][p])
t(lambda: range(p))
t(lambda: hex(p))
t(lambda: 'a'*p)
t(lambda: [1]*p); p[1]=2; del p[1]
with p: 1/0
class NoNeg: pass
for op in ('-','+','~'): t(lambda: eval(f'{op}NoNeg()') if False else None)
class Attr:
    def __getattr__(s,n):
        if n=='boom': raise AttributeError('custom')
        if n.startswith('__'): raise AttributeError(n)
        return 'ga '+n
    x=1
a=Attr()
t(lambda: a.x)
t(lambda: a.y)
t(lambda: a.boom)
t(lambda: hasattr(a,'boom'))
t(lambda: getattr(a,'boom',5))
t(lambda: len(a))
class GA:
    def __getattribute__(s,n): return 'gat '+n
t(lambda: GA().foo)
t(lambda: GA().__class__)
t(lambda: type(GA()).__name__)
class GB(GA):
    def __getattr__(s,n): return 'never'
t(lambda: GB().foo)
class GC:
    def __getattribute__(s,n): raise AttributeError('gc '+n)
    def __getattr__(s,n): return 'fallback '+n
t(lambda: GC().foo)
class SA:
    def __setattr__(s,n,v): object.__setattr__(s,n,v*2)
    def __delattr__(s,n): print('del',n); object.__delattr__(s,n)
s=SA(); s.x=3
t(lambda: s.x); del s.x
t(lambda: s.x)
def dd(): del s.q
t(dd)
class Desc:
    def __get__(s,o,t=None): return ('get', o is None, t.__name__)
    def __set__(s,o,v): print('set',v)
    def __delete__(s,o): print('delete')
    def __set_name__(s,o,n): print('name',o.__name__,n)
class ND:
    def __get__(s,o,t=None): return 'nd'
class H:
    d=Desc(); n=ND()
h=H()
t(lambda: h.d)
t(lambda: H.d); h.d=1; del h.d
t(lambda: h.n); h.n=5
t(lambda: h.n)
t(lambda: H.n)
t(lambda: h.__dict__)
H.d2=Desc()
t(lambda: h.d2)
H.m=lambda self: 'dyn'
t(lambda: h.m()); H.__len__=lambda s: 3
t(lambda: len(h)); del H.__len__
t(lambda: len(h)); H.__add__=lambda s,o: o
t(lambda: h+5)
class Sub(H): pass
H.__getitem__=lambda s,k: k*2
t(lambda: Sub()[4]); H.__call__=lambda s: 'called'
t(lambda: Sub()()); del H.__call__
t(lambda: Sub()()); H.__eq__=lambda s,o: True
t(lambda: Sub()==1)
class Cmp:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
t(lambda: [x.v for x in sorted([Cmp(3),Cmp(1),Cmp(2)])])
t(lambda: Cmp(1)>Cmp(0))
t(lambda: Cmp(1)<=Cmp(0))
t(lambda: max(Cmp(1),Cmp(5)).v)
class Im:
    def __init__(s): s.l=[]
    def __iadd__(s,o): s.l.append(o); return s
    def __isub__(s,o): return NotImplemented
    def __sub__(s,o): return 'sub'
i=Im(); i+=1
t(lambda: i.l)
def isub():
    j=Im(); j-=1; return j
t(isub)
class LS(list):
    def __add__(s,o): return 'ladd'
    def __mul__(s,o): return 'lmul'
    def __iadd__(s,o): return 'liadd'
    def __getitem__(s,k): return 'lg'
    def __len__(s): return 77
    def __iter__(s): return iter('xy')
    def __contains__(s,x): return True
t(lambda: LS([1])+[2])
t(lambda: [2]+LS([1]))
t(lambda: LS([1])*2)
t(lambda: 2*LS([1]))
t(lambda: LS([1])[0])
t(lambda: len(LS()))
t(lambda: list(LS([5])))
t(lambda: 9 in LS())
t(lambda: sorted(LS([3,1])))
t(lambda: LS([1,2])==[1,2])
t(lambda: bool(LS()))
class DS(dict):
    def __getitem__(s,k): return 'dg'
    def __contains__(s,k): return True
    def keys(s): return ['k']
t(lambda: DS(a=1)['a'])
t(lambda: DS(a=1).get('a'))
t(lambda: {**DS(a=1)})
t(lambda: dict(DS(a=1)))
t(lambda: 'q' in DS())
class IS(int):
    def __add__(s,o): return 'iadd'
    def __index__(s): return 99
    def __eq__(s,o): return 'eq'
    def __bool__(s): return False
t(lambda: IS(1)+1)
t(lambda: 1+IS(1))
t(lambda: [0]*IS(2))
t(lambda: IS(1)==1)
t(lambda: bool(IS(5)))
t(lambda: 'x' if IS(5) else 'y')
t(lambda: {IS(1):1}); 
class Str(str):
    def __str__(s): return 'mystr'
    def __repr__(s): return 'myrepr'
    def __format__(s,f): return 'myfmt'
t(lambda: str(Str('a')))
t(lambda: f'{Str("a")}')
t(lambda: '%s'%Str('a'))
t(lambda: ''.join([Str('a'),'b']))
t(lambda: [Str('a')])
t(lambda: '{}'.format(Str('a')))
t(lambda: Str('a')+'b')
t(lambda: repr(Str('a')))
