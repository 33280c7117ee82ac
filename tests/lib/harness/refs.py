# Runs prog.py several times, each in a fresh namespace, and prints how many references and blocks each
# run left behind. The first runs may fill caches; the last must leave nothing.
import gc
import io
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))

with open('prog.py', 'rb') as f:
    source = f.read()


def once():
    code = compile(source, 'prog.py', 'exec', 0, True)
    space = {'__name__': '__main__', '__builtins__': __builtins__}
    out, err, hook, argv = sys.stdout, sys.stderr, sys.excepthook, sys.argv
    sys.stdout = sys.stderr = io.StringIO()
    sys.argv = ['prog.py']
    limit = sys.getrecursionlimit()
    modules = set(sys.modules)
    try:
        exec(code, space)
    except BaseException as error:
        error.__traceback__ = None
    finally:
        sys.stdout, sys.stderr, sys.excepthook, sys.argv = out, err, hook, argv
        sys.setrecursionlimit(limit)
        sys.settrace(None)
        sys.setprofile(None)
    # The program's own modules go; the library's stay, since what they register stays too.
    for name in set(sys.modules) - modules:
        if os.path.dirname(getattr(sys.modules[name], '__file__', None) or '/') == here:
            sys.modules.pop(name).__dict__.clear()
    space.clear()


rounds = 6
totals = [0] * (rounds + 1)
blocks = [0] * (rounds + 1)
for i in range(rounds + 1):
    if i:
        once()
    for _ in range(3):
        gc.collect()
    totals[i] = sys.gettotalrefcount()
    blocks[i] = sys.getallocatedblocks()
print('references', [totals[i + 1] - totals[i] for i in range(rounds)])
print('blocks', [blocks[i + 1] - blocks[i] for i in range(rounds)])
