# Pickles of opcodes in any order: what they make, or the error.
import collections, io, pickle, random, re
n=600
rnd=random.Random(14)
class A:
    def __init__(self,*a): self.a=a
class S: __slots__=('a','b')
class L(list): pass
class Ap:
    def __init__(self): self.l=[]
    def append(self,x): self.l.append(x)
    def __setitem__(self,k,v): self.l.append((k,v))
class St:
    def __setstate__(self,s): self.s=s
class Bad:
    def __setstate__(self,s): raise KeyError('bad')
names={'A':A,'S':S,'L':L,'Ap':Ap,'St':St,'Bad':Bad,'int':int,'list':list,'dict':dict,'set':set,'str':str,'tuple':tuple,'len':len,'OrderedDict':collections.OrderedDict,'object':object,'type':type,'nothing':None,'five':5}
class U(pickle.Unpickler):
    def find_class(self,m,n):
        if m=='__main__' and n in names: return names[n]
        raise pickle.UnpicklingError(f'no {m} {n}')
    def persistent_load(self,p): return ('P',p)
def b(n,k): return (n%(1<<8*k)).to_bytes(k,'little')
def ln(x): return x+b'\n'
G=[lambda:b'N',lambda:b'(',lambda:b'(',lambda:b'0',lambda:b'1',lambda:b'2',lambda:b'K'+b(rnd.randrange(256),1),lambda:b'M'+b(rnd.randrange(65536),2),lambda:b'J'+b(rnd.getrandbits(32),4),
 lambda:b'I'+ln(rnd.choice([b'1',b'00',b'01',b'-5',b'',b'x',b'0x10',b'012',b'1L',b' 3 ',b'99999999999999999999',b'1_0'])),lambda:b'L'+ln(rnd.choice([b'1L',b'1',b'',b'L',b'x',b'0x10L',b'-7L',b'12345678901234567890L'])),
 lambda:b'F'+ln(rnd.choice([b'1.5',b'inf',b'nan',b'',b'x',b'1e400',b' 1.0',b'1_0.0',b'-inf',b'1.5x',b'0x1p3'])),lambda:b'G'+rnd.randbytes(8),
 lambda:b'S'+ln(rnd.choice([b"'abc'",b'"abc"',b"'a",b'',b"'",b"'\\x41\\n'",b"'\\x4'",b"'\xe9'",b"abc"])),lambda:b'T'+b(3,4)+b'abc',lambda:b'T'+b(-1,4),lambda:b'U'+b(2,1)+b'a\xe9',lambda:b'U\x01b',
 lambda:b'V'+ln(rnd.choice([b'abc',b'\\u0041',b'\\u12',b'\xe9',b'\\U00110000',b''])),lambda:b'X'+b(3,4)+b'abc',lambda:b'X'+b(2,4)+b'\xe9x',lambda:b'\x8c\x02ab',lambda:b'\x8c\x03\xed\xa0\x80',lambda:b'\x8d'+b(2,8)+b'xy',lambda:b'\x8d'+b(1<<40,8),lambda:b'\x8d'+b(1<<63,8),
 lambda:b'C\x02ab',lambda:b'B'+b(2,4)+b'xy',lambda:b'\x8e'+b(2,8)+b'xy',lambda:b'\x8e'+b(1<<63,8),lambda:b'\x96'+b(2,8)+b'xy',lambda:b'\x96'+b(1<<62,8),lambda:b'B'+b(0xffffffff,4),
 lambda:b'\x8a\x02\xff\x7f',lambda:b'\x8a\x00',lambda:b'\x8b'+b(3,4)+b'\x01\x02\x80',lambda:b'\x8b'+b(-1,4),
 lambda:b']',lambda:b'}',lambda:b')',lambda:b'\x8f',lambda:b'l',lambda:b'd',lambda:b't',lambda:b'\x85',lambda:b'\x86',lambda:b'\x87',lambda:b'\x91',
 lambda:b'a',lambda:b'e',lambda:b's',lambda:b'u',lambda:b'\x90',lambda:b'b',lambda:b'R',lambda:b'\x81',lambda:b'\x92',lambda:b'o',
 lambda:b'c__main__\n'+ln(rnd.choice(list(names)).encode()),lambda:b'c__main__\n'+ln(rnd.choice(list(names)).encode()),lambda:b'c__main__\n'+ln(rnd.choice(list(names)).encode())+b')\x81',lambda:b'c__main__\n'+ln(rnd.choice(list(names)).encode())+b')R',lambda:b'i__main__\n'+ln(rnd.choice(list(names)).encode()),lambda:b'\x8c\x08__main__\x8c\x01A\x93',lambda:b'\x93',
 lambda:b'q'+b(rnd.randrange(4),1),lambda:b'r'+b(rnd.randrange(4),4),lambda:b'p'+ln(rnd.choice([b'0',b'1',b'-1',b'x',b''])),lambda:b'\x94',lambda:b'h'+b(rnd.randrange(4),1),lambda:b'j'+b(rnd.randrange(4),4),lambda:b'g'+ln(rnd.choice([b'0',b'1',b'-1',b'x',b'',b'7'])),
 lambda:b'P'+ln(b'id'),lambda:b'P'+ln(b'\xff'),lambda:b'Q',lambda:b'\x80'+b(rnd.randrange(7),1),lambda:b'\x95'+b(1<<63,8),lambda:b'\x88',lambda:b'\x89',lambda:b'\x97',lambda:b'\x98',
 lambda:b'\x82'+b(rnd.choice([0,1,240]),1),lambda:b'\x83'+b(rnd.choice([0,1,240]),2),lambda:b'\x84'+b(rnd.choice([-1,0,240]),4),lambda:rnd.randbytes(1),lambda:b'.',
 lambda:b'}(K\x01K\x02K\x03Nu',lambda:b'](K\x01K\x02e',lambda:b'\x8f(K\x01K\x02\x90',lambda:b'}K\x01K\x02s',lambda:b']K\x01a',lambda:b'c__main__\nA\n)R}\x8c\x01xK\x05sb',lambda:b'c__main__\nS\n)RN}\x8c\x01aK\x05s\x86b',lambda:b'c__main__\nAp\n)R(K\x01K\x02e',lambda:b'c__main__\nAp\n)R(K\x01K\x02u',
]
def gen():
    s=b''.join(rnd.choice(G)() for _ in range(rnd.randrange(1,14)))
    return s+rnd.choice([b'.',b'.',b'.',b''])
def show(e):
    r=f'{type(e).__name__}: {e}'
    for n in getattr(e,'__notes__',()): r+=' | '+n
    c=e.__context__
    if c is not None: r+=f' <- {type(c).__name__}: {c} {e.__suppress_context__}'
    return re.sub(r'0x[0-9a-f]+','0x',r)
class NoPeek:
    def __init__(s,d): s.f=io.BytesIO(d); s.read=s.f.read; s.readline=s.f.readline
for i in range(n):
    p=gen()
    for kind in range(2):
        f=NoPeek(p) if kind==0 else io.BufferedReader(io.BytesIO(p),16)
        try:
            u=U(f, **({'encoding':'bytes'} if i%3==0 else {'encoding':'latin-1'} if i%3==1 else {}), buffers=[b'1',bytearray(b'2')] if i%4 else None)
            v=u.load(); o=re.sub(r'0x[0-9a-f]+','0x',repr(v))+' '+repr('' if isinstance(v,type) else getattr(v,'__dict__',''))[:80]
        except RecursionError: o='RecursionError'
        except Exception as e: o=show(e)
        print(i,kind,p if kind==0 else '',o)
    try: o=pickle.loads(p) if b'c' not in p and b'i' not in p and b'\x93' not in p else 0; o=type(o).__name__
    except Exception as e: o=show(e)
    print(i,o)
