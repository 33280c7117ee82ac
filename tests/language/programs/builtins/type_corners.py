# Corners of the builtin types that CPython's own tests look at.
import sys,re,io,codecs,os,functools,copy,pickle,warnings
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class B(bytearray):
    __slots__=('x','y')
class B2(bytearray):
    __slots__=('x','__dict__')
class B3(bytearray): pass
class By(bytes): pass
for C in (B,B2,B3,By):
    b=C(b'abc')
    try: b.x=10
    except Exception as e: print(e)
    for p in range(6): t(lambda: b.__reduce_ex__(p))
t(lambda: bytearray(5).__alloc__()>5); t(lambda:bytearray().__alloc__()); t(lambda:bytearray(b'abc').__alloc__())
def g():
    for i in range(1,100):
        yield i
        a=list(b); 
b=bytearray()
try:
    b.__init__(g())
    print(b.__alloc__()>0)
except Exception as e: print(e)
class F(float):
    def __init__(self,x,newarg=None): self.n=newarg
    
class F2(float): pass
class F3(float):
    def __new__(cls,x,newarg=None): return super().__new__(cls,x)
for C in (F,F2,F3):
    t(lambda:C(2.5,newarg=3)); t(lambda:C(x=2.5))
class I(int):
    def __init__(self,x,newarg=None): self.n=newarg
class L(list):
    def __init__(self,x,newarg=None): super().__init__(x)
class T(tuple):
    def __init__(self,x,newarg=None): pass
class S(set):
    def __init__(self,x,newarg=None): super().__init__(x)
class FS(frozenset):
    def __init__(self,x,newarg=None): pass
class Rv(reversed):
    def __init__(self,x,newarg=None): pass
for C in (I,L,T,S,FS,Rv):
    t(lambda:C([1],newarg=3) if C is not I else C(1,newarg=3))
for f in ('% e','% f','%+g','%5.1f','% 5f','%05f','% d'):
    for v in (float('nan'),float('inf'),-float('inf'),1.5):
        t(lambda: f%v)
for f in (' e','+f','05f',' 5','z','=8','<+9'):
    for v in (float('nan'),float('inf'),-float('inf'),1.5): t(lambda: format(v,f))
n=float('nan'); print(hash(n)==object.__hash__(n))
class LH:
    def __init__(self,e): self.e=e
    def __iter__(self): return self
    def __next__(self): raise StopIteration
    def __length_hint__(self): raise self.e
for e in (RuntimeError('x'),TypeError('y')):
    for f in (list,lambda x:[].extend(x),tuple,bytearray,lambda x:bytearray().extend(x),lambda x:[*x],set,lambda x:[].__iadd__(x),bytes):
        t(lambda:f(LH(e)))
d=codecs.getincrementaldecoder('utf-8')('surrogatepass')
data='\uD901'.encode('utf-8','surrogatepass')
for i in range(1,len(data)+1): t(lambda: d.decode(data[:i])); d.reset()
d=codecs.getincrementaldecoder('utf-8')()
for i in range(1,len(data)+1): t(lambda: d.decode(data[:i])); d.reset()
for bad in (b'\xed',b'\xed\xa0',b'\xf4',b'\xf4\x90',b'\xe0',b'\xe0\x80',b'\xf0\x80',b'\xc2',b'\xed\xa0\x80'): t(lambda: codecs.utf_8_decode(bad,'surrogatepass',False)); t(lambda: codecs.utf_8_decode(bad,'replace',False)); t(lambda: codecs.utf_8_decode(bad,'strict',False))
import inspect
t(lambda: inspect.signature(functools.cmp_to_key(lambda a,b:0))); t(lambda:inspect.signature(functools.cmp_to_key))
t(lambda: max.__doc__[:4]); t(lambda: min.__doc__[:4])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    t(lambda: os.path.exists(True)); t(lambda: os.stat(False).st_size>=0)
    for x in w: print(x.category,x.message)
t(lambda: re.match('\ufb05','\ufb06',re.I)); t(lambda: re.match('\ufb06','\ufb05',re.I)); t(lambda: re.match('[\ufb05]','\ufb06',re.I)); t(lambda: re.match('[\ufb04-\ufb05]','\ufb06',re.I)); t(lambda: re.match('\u0390','\u1fd3',re.I)); t(lambda:re.match('ß','ẞ',re.I)); t(lambda:re.match('ſ','s',re.I)); t(lambda:re.match('K','K',re.I)); t(lambda: re.match('\u03b0','\u1fe3',re.I))
t(lambda: len(range(sys.maxsize))); t(lambda: len(range(sys.maxsize+1))); t(lambda:range(sys.maxsize+1).__len__())
def f1():
    m=memoryview(b'abc'); 
    return io.BytesIO(b'ZZZZ').readinto(m)
t(f1); t(lambda: io.BytesIO(b'ZZ').readinto(b'ab')); t(lambda: io.BytesIO(b'ZZ').readinto(3)); t(lambda: io.BufferedReader(io.BytesIO(b'ZZ')).readinto(memoryview(b'ab')))
t(lambda: int.from_bytes(bytearray(b'a'))); 
b=io.BytesIO(b'abc'); 
for s in ((b'x',0,{}),(b'x',-1,None),(b'x',0),('x',0,None),(b'x','a',None),(b'x',0,None,1),(b'x',0,0), 1): t(lambda: b.__setstate__(s))
b.close(); t(lambda: b.__setstate__((b'x',0,None))); 
b=io.StringIO('abc')
for s in (('x','\n',0,{}),('x','\n',-1,None),('x','a',0,None),(b'x','\n',0,None),('x',0,0,None),('x','\n','a',None),('x','\n',0),1,('x','\n',0,0)): t(lambda: b.__setstate__(s))
b.close(); t(lambda: b.__setstate__(('x','\n',0,None)))
m=memoryview(bytearray(b'abcd'))
class Rel:
    def __index__(self): m.release(); return 1
t(lambda: m[Rel()]); m=memoryview(bytearray(b'abcd'))
t(lambda: m[Rel():2]); m=memoryview(bytearray(b'abcd')); t(lambda: m.__setitem__(Rel(),1)); m=memoryview(bytearray(b'abcd')); t(lambda: m.__setitem__(0,Rel())); m=memoryview(bytearray(b'abcd'));t(lambda: m.__setitem__(slice(0,Rel()),b'a'))
data=list(range(10))
class K:
    def __init__(self,x): pass
    def __del__(self): del data[:]
t(lambda: data.sort(key=K))
class K2:
    def __init__(self,x): pass
    def __del__(self): del data[:]; data[:]=list(range(20))
data=list(range(10)); t(lambda: data.sort(key=K2))
class Rel:
    def __index__(self): m.release(); return 1
m=memoryview(bytearray(b'abcd'))
t(lambda: m[Rel()]); m=memoryview(bytearray(b'abcd'))
print(1)
t(lambda: m[Rel():2]); m=memoryview(bytearray(b'abcd')); print(2); t(lambda: m.__setitem__(Rel(),1)); m=memoryview(bytearray(b'abcd')); print(3); t(lambda: m.__setitem__(0,Rel())); m=memoryview(bytearray(b'abcd'));print(4); t(lambda: m.__setitem__(slice(0,Rel()),b'a'))
