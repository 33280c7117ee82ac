# Picklers and unpicklers that are used, changed and set up anew by what they call. CPython 3.14 crashes on some.
import io
import pickle

TWO = pickle.dumps([1, 2])
used = None


def use():
    global used
    if used:
        call, used = used, None
        try:
            call()
        except Exception as e:
            print('  within:', type(e).__name__, e)


class X:
    def __hash__(self):
        use()
        return 5

    def __index__(self):
        use()
        return 3


class N(tuple):
    def __new__(cls, *args):
        use()
        return tuple.__new__(cls, args)


class Source:
    def __init__(self):
        self.data = io.BytesIO(TWO)

    def readline(self):
        use()
        return self.data.readline()

    def read(self, n):
        use()
        return self.data.read(n)


X_MADE = b'(c__main__\nX\n)R'
within = {
    'load': lambda: u.load(),
    'init': lambda: u.__init__(io.BytesIO(TWO)),
    'clear': lambda: u.memo.clear(),
    'memo': lambda: setattr(u, 'memo', {0: 1}),
}
for name, call in within.items():
    for data in (
        b'\x8f' + X_MADE + b'\x90.',
        b'}' + X_MADE + b'K\x01u.',
        X_MADE + b'K\x01d.',
        b'}' + X_MADE[1:] + b'K\x01s.',
        X_MADE + b'\x91.',
        b'c__main__\nN\n' + X_MADE + b't\x81.',
        b'cbuiltins\nbytes\n' + X_MADE + b't\x81.',
        b'cbuiltins\nbytes\n' + X_MADE + b'tR.',
    ):
        used = call
        u = pickle.Unpickler(io.BytesIO(b'\x80\x04' + data + TWO))
        print(name, data)
        print('  at last:', type(u.load()).__name__)
    u = pickle.Unpickler(Source())
    used = call
    print(name, 'read')
    print('  at last:', u.load())


class Sink:
    def write(self, data):
        use()


class R:
    def __reduce__(self):
        use()
        return list, (1,), {'a': 1}, iter([1, [2]]), iter([(1, 2)])


def dump_again():
    p.dump([1, [2, (3,)], {4: 5}])


def new_table():
    p.dispatch_table = {}


def new_id():
    p.persistent_id = str


within = [
    dump_again,
    lambda: p.__init__(Sink()),
    lambda: p.__init__(io.BytesIO(), 1),
    lambda: p.clear_memo(),
    lambda: setattr(p, 'memo', {1: (3, [])}),
    lambda: setattr(p, 'fast', 1),
    new_table,
    new_id,
    lambda: values.clear(),
    lambda: mapping.clear(),
    lambda: items.clear(),
]
for call in within:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for hook in 'reduce', 'table', 'id', 'write':
            values, mapping, items = [R(), (R(), 1, 2, 3), 'a' * 70000, b'b' * 70000], {}, set()
            mapping.update({1: R(), R(): 2})
            items.update({R(), 1})
            p = pickle.Pickler(Sink(), protocol)
            used = call
            if hook == 'table':
                p.dispatch_table = {R: lambda r: use() or (list, ())}
            elif hook == 'id':
                p.persistent_id = lambda v: use()
            try:
                p.dump([values, mapping, items, frozenset(items)])
            except Exception:
                pass
print('done')
