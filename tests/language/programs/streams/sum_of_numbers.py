# Reads numbers with input(), then the rest from sys.stdin.
import sys
n = int(input())
rows = [list(map(int, input().split())) for _ in range(n)]
print(n, rows, [sum(r) for r in rows])
name = input("name? ")
print(f"hello {name!r}")
rest = sys.stdin.read()
print(len(rest), rest.splitlines())
try: input("more? ")
except EOFError as e: print("\n", type(e).__name__, e)
print(repr(sys.stdin.read()), sys.stdin.readline() == "", list(sys.stdin))
