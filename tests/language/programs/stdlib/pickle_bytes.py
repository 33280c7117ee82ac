# What the pickler writes, byte for byte, by every protocol; what it refuses, and what it notes on the exception.
import array, collections, copyreg, dataclasses, decimal, enum, fractions, functools, hashlib, io, itertools, math
import operator, pathlib, pickle, random, re, sys, types, uuid
class A: pass
class S: __slots__=('a','b')
class N(collections.namedtuple('N','x y')): pass
class L(list): pass
class D(dict): pass
class I(int): pass
class F(float): pass
class T(str): pass
class St(set): pass
class X(Exception): pass
class E(enum.Enum): a=1; b='x'
class Fl(enum.Flag): p=1; q=2
@dataclasses.dataclass
class DC: a:int; b:list
class NE:
    def __new__(cls,*a,**k): s=object.__new__(cls); s.a=a; s.k=k; return s
    def __getnewargs_ex__(self): return (1,2),{'z':3}
class R:
    def __init__(self, r): self.r=r
    def __reduce__(self): return self.r
class Outer:
    class Inner:
        def m(self): pass
        @staticmethod
        def s(): pass
def g(): pass
a=A(); a.x=1; a.me=a
s=S(); s.a=3
l=[]; l.append(l); d={}; d[1]=d
rt=([],); rt[0].append(rt)
t4=([],1,2,3); t4[0].append(t4)
fs=A(); fs.f=frozenset([fs]) if 0 else None
objs=[None,True,False,0,1,255,256,65535,65536,-1,2**31-1,2**31,-2**31,-2**31-1,2**63,-2**63,10**100,-10**100,2**2047,-2**2047,1.5,-0.0,float('inf'),float('nan'),1e300,
 '', 'abc','é','\u20ac','\U0001f600','\ud800','a\nb\\c\0\r\x1a', 'x'*255,'x'*256,'x'*70000,'é'*200, b'',b'abc',b'x'*255,b'x'*256,b'y'*70000,b'\xff\n',bytearray(),bytearray(b'abc'),bytearray(b'z'*70000),
 (),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2],list(range(999)),list(range(1000)),list(range(1001)),list(range(2000)),list(range(2001)),{}, {1:2},{1:2,3:4},{i:i for i in range(1000)},{i:i for i in range(1001)},{i:i for i in range(999)},{i:i for i in range(2000)},
 set(),{1},set(range(1000)),set(range(1001)),frozenset(),frozenset([1,2]),1j,complex(1.5,-0.0),range(3),slice(1,2),Ellipsis,NotImplemented,type(None),type(...),type(NotImplemented),int,list,type,A,E,
 a,s,N(1,2),L([1,2]),D(a=1),I(5),F(2.5),T('t'),St([1]),X('m',3),E.a,Fl.p|Fl.q,DC(1,[2]),NE(),g,Outer.Inner,Outer.Inner.m,Outer.Inner.s,Outer.Inner().m,len,[].append,math.sin,'abc'.upper,l,d,rt,t4,
 collections.OrderedDict(a=1),collections.deque([1,2],5),collections.Counter('aab'),collections.defaultdict(list,{1:[2]}),decimal.Decimal('1.5'),fractions.Fraction(1,3),
 functools.partial(g,1,k=2),operator.itemgetter(1),operator.attrgetter('a','b'),iter([1,2]),iter((1,)),iter({}),itertools.count(3),reversed([1,2]),uuid.UUID(int=5),pathlib.PurePosixPath('/a'),
 types.SimpleNamespace(a=1),random.Random(5).getstate()[:1],ValueError('x'),KeyError(1),StopIteration(3),UnicodeDecodeError('a',b'b',0,1,'c'),
 (lambda:0), (x for x in ()), sys, object(), object, property(), memoryview(b'a'), R('g'),R('nope'),R(3),R(None),R((1,)),R((1,2)),R((g,2)),R((g,())),R((g,(),None,1)),R((g,(),None,None,1)),R((g,(),None,None,None,1)),R((list,(),None,iter([1,2]))),R((dict,(),None,None,iter([(1,2)]))),R((dict,(),None,None,iter([1]))),R((A,(),{'q':1},None,None,setattr)),R(()),R((1,2,3,4,5,6,7)),
 R((copyreg.__newobj__,())),R((copyreg.__newobj__,(1,))),R((copyreg.__newobj__,(A,))),R((copyreg.__newobj_ex__,(A,(),{}))),R((copyreg.__newobj_ex__,(R,(),{}))),R((copyreg.__newobj_ex__,(R,[],{}))),R((copyreg.__newobj_ex__,(R,(),3))),R((copyreg.__newobj_ex__,(R,()))),
 {'k':lambda:0},[1,[lambda:0]],(1,lambda:0),{g},frozenset([len]),{frozenset([1]):(lambda:0)},
]
def show(e):
    r=f'{type(e).__name__}: {e}'
    for n in getattr(e,'__notes__',()): r+=' | '+n
    c=e.__context__; 
    if c is not None: r+=f' <- {type(c).__name__}: {c} {e.__suppress_context__}'
    if e.__cause__ is not None: r+=f' cause {type(e.__cause__).__name__}'
    return re.sub(r'0x[0-9a-f]+','0x',r)
for i,o in enumerate(objs):
    for p in range(6):
        try: b=pickle.dumps(o,p)
        except BaseException as e: print(i,p,show(e)); continue
        print(i,p,len(b),hashlib.md5(b).hexdigest()[:8], b[:60] if len(b)<200 else '')
        f=io.BytesIO()
        class W:
            n=[]
            def write(self,x): self.n.append(len(x)); f.write(x)
        w=W(); w.n=[]
        try:
            q=pickle.Pickler(w,p); q.dump(o)
            print('   ',w.n,f.getvalue()==b)
        except BaseException as e: print('   ',show(e))
        try: r=pickle.loads(b)
        except BaseException as e: print('   L',show(e)); continue
        try: b2=pickle.dumps(r,p)
        except BaseException as e: print('   D2',show(e)); continue
        print('   ',type(r).__name__, b2==b)
        # What comes behind stays in the file.
        f.write(b'rest'); f.seek(0)
        pickle.load(f); print(f.read()==b'rest')
        bf=io.BufferedReader(io.BytesIO(b+b+b'rest'),100)
        pickle.load(bf); pickle.load(bf); print(bf.read()==b'rest')
