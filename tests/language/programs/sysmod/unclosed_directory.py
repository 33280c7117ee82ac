# Files and directories nobody closed, and paths that are none.
import os, warnings
warnings.simplefilter("always")
os.mkdir("d"); open("d/a", "w").close(); open("d/b", "w").close()
def f():
    it = os.scandir("d"); next(it)
f()
list(os.scandir("d"))
with os.scandir("d") as it: next(it)
it = os.scandir("d"); it.close(); del it
class Foo: __fspath__ = None
try: os.fspath(Foo())
except TypeError as e: print(e)
