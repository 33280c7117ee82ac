# sys, gc and frames given what they cannot take, or no longer find what they stand on.
import gc, sys
def show(name, f):
    try: print(name, f())
    except Exception as e: print(name, type(e).__name__, e)
for v in (-2, -1, 3, 2**40, -2**40, 2**80, True, 'x', 1.5):
    show(f'get_objects {v!r}', lambda: type(gc.get_objects(v)))
    show(f'collect {v!r}', lambda: gc.collect(v) >= 0)
old = gc.get_threshold()
for a in ((), (1, 2, 3, 4), (2**40,), (1, 2**40), (1, 'y'), (None,), (-1, -1)):
    show(f'set_threshold {a}', lambda: gc.set_threshold(*a))
    gc.set_threshold(*old)
show('set_asyncgen_hooks', lambda: sys.set_asyncgen_hooks(1, 2, 3, 4))
show('set_asyncgen_hooks', lambda: sys.set_asyncgen_hooks(1, firstiter=3, finalizer=2))
for v in (0, -1, 1e-9, 2.5e-6, 1e9, float('inf'), float('nan'), 'x', 5):
    show(f'setswitchinterval {v}', lambda: sys.setswitchinterval(v))
    print(sys.getswitchinterval())
sys.setswitchinterval(0.005)
print(sys.thread_info)
f = sys._getframe()
for n in ('f_trace_lines', 'f_trace_opcodes', 'f_trace', 'f_lineno', 'f_lasti', 'f_locals', 'f_globals', 'f_code', 'f_back', 'f_builtins'):
    show(f'del {n}', lambda: delattr(f, n))
    show(f'set {n}', lambda: setattr(f, n, 'x')) if n != 'f_trace' else None
for n in ('displayhook', 'breakpointhook', 'unraisablehook'):
    kept = getattr(sys, n); delattr(sys, n)
    show(n, lambda: getattr(sys, n))
    if n == 'displayhook': show(n, lambda: exec(compile('5', '<x>', 'single')))
    if n == 'breakpointhook': show(n, breakpoint)
    setattr(sys, n, kept)
out, sys.stdout = sys.stdout, None
print('lost')
del sys.stdout
try: print('lost')
except RuntimeError as e: error = e
sys.stdout = out
print(repr(error))
kept, sys.modules = sys.modules, {}
import sys as again
print(again is sys)
del sys.modules
import gc as again
print(again is gc)
sys.modules = kept
