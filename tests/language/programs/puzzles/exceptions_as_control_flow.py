class Found(Exception):
    def __init__(self, v): self.v = v
def search(tree, want):
    def walk(n, path):
        if n == want: raise Found(path)
        if isinstance(n, (list, tuple)):
            for i, c in enumerate(n): walk(c, path + [i])
    try: walk(tree, [])
    except Found as f: return f.v
print(search([1, [2, (3, 4)], 5], 4), search([1], 9))
def retry(f, times):
    for i in range(times):
        try: return f(i)
        except ValueError as e: last = e
    raise RuntimeError(f"gave up after {times}") from last
def flaky(i):
    if i < 2: raise ValueError(f"attempt {i}")
    return f"ok on {i}"
print(retry(flaky, 5))
try: retry(flaky, 2)
except RuntimeError as e: print(e, "|", repr(e.__cause__))
def classify(x):
    try: return ("int", int(x))
    except ValueError: pass
    except TypeError: return ("bad", x)
    try: return ("float", float(x))
    except ValueError: return ("str", x)
print([classify(v) for v in ("1", "1.5", "x", None, [1])])
def depth(x):
    try: return 1 + max(map(depth, x)) if not isinstance(x, str) else 0
    except TypeError: return 0
    except ValueError: return 1
print(depth([1, [2, []], "abc"]), depth(5), depth([]))
it = iter([1, 2])
out = []
while True:
    try: out.append(next(it))
    except StopIteration: break
    else: out.append("+")
    finally: out.append("|")
print(out)
