import sys, io
print()
print(1, "a", None, [1], sep="-", end="!\n")
print("a", "b", sep="")
print("no newline", end="")
print()
print("x", sep=None, end=None)
print(*[1, 2, 3], sep=", ")
out = io.StringIO()
print("to file", 5, file=out, flush=True)
print(repr(out.getvalue()))
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
w = W()
print("a", 1, sep="--", end="END", file=w)
print(w.parts)
try: print("x", file=w, flush=True)
except AttributeError as e: print(e)
class Bad:
    def __str__(self): return 5
class Raises:
    def __str__(self): raise ValueError("in str")
for f in (lambda: print(Bad()), lambda: print("before", Raises()), lambda: print("x", file=5), lambda: print("x", sep=5), lambda: print("x", end=b""), lambda: print("x", foo=1), lambda: print("x", file=object())):
    try: f()
    except Exception as e: print(type(e).__name__, e)
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
got, sys.stdout = sys.stdout.getvalue(), old
print(repr(got))
sys.stdout = None
print("goes nowhere")
sys.stdout = old
print("back", file=None)
print("é", "😀", "tab\there", "nul\0".encode())
print(print("inner"), print)
r = sys.stdout.write("written\n")
print(r)
