# A jump keeps what is on the stack; what is built there must be what the code goes on with.
import sys


def collect(f, at, to):
    done = []

    def tr(frame, e, arg):
        if frame.f_code is not f.__code__:
            return None
        if e == 'line' and not done and frame.f_lineno == f.__code__.co_firstlineno + at:
            done.append(1)
            try:
                frame.f_lineno = f.__code__.co_firstlineno + to
            except ValueError as e:
                print(at, to, e)
        return tr
    sys.settrace(tr)
    try:
        print(at, to, f([1, 2]))
    except Exception as e:
        print(at, to, type(e).__name__)
    finally:
        sys.settrace(None)


def lists(a):
    b = [0,
         *a]
    x = [*a,
         *b,
         len(b)]
    return x


import warnings
warnings.simplefilter('ignore')
for at in range(1, 7):
    for to in range(1, 7):
        collect(lists, at, to)
