# How deep a program gets: builtins between Python functions do not count.
import sys
n=0
def depth():
    global n
    n+=1
    depth()
try: depth()
except RecursionError as e: print(n,e)
def tr(f,e,a): return tr
n=0
sys.settrace(tr)
try: depth()
except RecursionError as e: print(n,e)
sys.settrace(None)
n=0
class A:
  def __getattr__(self, x):
    global n
    n+=1
    return self.foo
n=0
try: A().x
except RecursionError as e: print(n,e)
n=0
def depth():
    global n
    n+=1
    list(map(lambda x: depth(),[1]))
try: depth()
except RecursionError as e: print(n,e)
n=0
def depth():
    global n
    n+=1
    sorted([1],key=lambda x: depth())
try: depth()
except RecursionError as e: print(n,e)
n=0
