# Some messages name a type with its module, unless the program itself defines it.
import collections


class Q:
    class R:
        pass


def local():
    class S:
        pass
    return S()


for x in (Q(), Q.R(), local(), collections.deque(), collections.UserDict(), object(), 1.5):
    for call in ("str(b'', x)", 'bytes.fromhex(x)', 'complex(x)', 'complex(1, x)', "'%c' % x", "b'%c' % x"):
        try:
            eval(call)
        except Exception as e:
            print(call, type(e).__name__, e)
