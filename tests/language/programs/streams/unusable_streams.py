# Streams whose construction failed, destructors of the base classes, readinto1 and read1.
import io, itertools, pickle
try: print('é'.encode('raw-unicode-escape'), pickle.dumps('é\u1234',0))
except Exception as e: print(e)
class R(io.IOBase):
    def __del__(self):
        print(1)
        try: f=super().__del__
        except AttributeError: print('no')
        else: f()
    def close(self): print(2); super().close()
    def flush(self): print(3); super().flush()
r=R(); del r
for B in (io.RawIOBase,io.BufferedIOBase,io.TextIOBase,io.BytesIO,io.StringIO):
    class R2(B):
        __del__=R.__del__ if 0 else None
    del R2.__del__
    class R3(B):
        def __del__(self):
            print(1)
            super().__del__()
        def close(self): print(2); super().close()
        def flush(self): print(3); super().flush()
    r=R3(); del r
class G:
    def __init__(s,n): s.seqn=n; s.i=0
    def __iter__(s): return s
    def __next__(s):
        if s.i>=len(s.seqn): raise StopIteration
        v=s.seqn[s.i]; s.i+=1; return v
print(list(itertools.chain(G('abc'),G('d'))), list(itertools.starmap(pow,G([(1,2)]))))
b=io.BufferedReader(io.BytesIO(b'abcdef'),3)
a=bytearray(6); print(b.readinto1(a),a)
class M(io.RawIOBase):
    def __init__(self,l): self.l=list(l)
    def readable(self): return True
    def readinto(self,b):
        if not self.l: return 0
        d=self.l.pop(0); n=min(len(d),len(b)); b[:n]=d[:n]; self.l[:0]=[d[n:]] if n<len(d) else []; return n
for size in (2,5,10):
    b=io.BufferedReader(M([b'abc',b'de',b'fgh',b'jkl']),10); a=bytearray(size)
    for i in range(6): print(size, b.readinto1(a),bytes(a))
    b=io.BufferedReader(M([b'abc',b'de',b'fgh',b'jkl']),10)
    for i in range(4): print(size, b.readinto(a),bytes(a))
    b=io.BufferedReader(M([b'abc',b'de',b'fgh',b'jkl']),10)
    for i in range(6): print(b.read1(size))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
b=io.BufferedReader.__new__(io.BufferedReader); t(b.read); t(b.close); t(lambda:repr(b)); t(lambda:b.closed); t(b.flush); t(b.readline)
b=io.BufferedReader(io.BytesIO(b'abc')); t(lambda:b.__init__(io.BytesIO(b''),0)); t(b.read); t(lambda:b.__init__(io.BytesIO(b'xy'),-1)); t(b.read); t(lambda: b.__init__(io.BytesIO(b'q'))); t(b.read)
b=io.BufferedWriter(io.BytesIO()); t(lambda:b.__init__(io.BytesIO(b''),0)); t(lambda: b.write(b'd')); t(lambda: b.__init__(io.BytesIO(b'q'))); t(lambda: b.write(b'd'))
b=io.TextIOWrapper(io.BytesIO(b'abc')); t(lambda: b.__init__(io.BytesIO(b'q'),newline='x')); t(b.read)
t(lambda: io.BufferedRWPair(io.BytesIO(),1)); 
class NR(io.RawIOBase):
    def readable(self): return False
t(lambda: io.BufferedRWPair(NR(),NR())); t(lambda:io.BufferedReader(NR())); t(lambda: io.BufferedWriter(NR())); t(lambda: io.BufferedRandom(NR()))
