# input() reads from sys.stdin when it is not the real one.
import sys, io
old = sys.stdin
sys.stdin = io.StringIO("first line\n  second \n\nlast without newline")
print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input("")), repr(input(5)))
try:
    input("more? ")
except EOFError as e:
    print("\nEOFError", e)
sys.stdin = io.StringIO("3\n1 2 3\n")
n = int(input())
print(n, [int(x) * 2 for x in input().split()])
class Fake:
    def __init__(self, lines): self.lines = iter(lines)
    def readline(self): return next(self.lines, "")
    def fileno(self): raise OSError
    def flush(self): pass
sys.stdin = Fake(["a\n", "b", ""])
print(input(), input())
try: input()
except EOFError as e: print(type(e).__name__, e)
class NotStr(Fake):
    def readline(self): return 5
sys.stdin = NotStr([])
try: input()
except TypeError as e: print(e)
sys.stdin = None
try: input()
except RuntimeError as e: print(e)
sys.stdin = old
try: input(1, 2)
except TypeError as e: print(e)
