# The repeated frames are folded.
import sys
sys.setrecursionlimit(120)
def down(n):
    return down(n + 1)
try:
    down(0)
except RecursionError as e:
    print(type(e).__name__)
def three(n):
    if n == 0:
        raise ValueError("bottom")
    three(n - 1)
three(8)
