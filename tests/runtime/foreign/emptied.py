# Objects that empty the containers they are in, whatever is asked of them, while C code walks these. CPython 3.14
# crashes on some.
import array
import bisect
import collections
import copy
import csv
import decimal
import functools
import heapq
import io
import itertools
import json
import marshal
import math
import operator
import pickle
import random
import re
import struct

L = []
D = {}
S = set()


def empty():
    L.clear()
    D.clear()
    S.clear()
    return [0] * 50  # where the objects stood, something else may stand now


class X:
    def __hash__(self):
        empty()
        return 1

    def __eq__(self, o):
        empty()
        return NotImplemented

    def __lt__(self, o):
        empty()
        return True

    def __repr__(self):
        empty()
        return 'X'

    def __index__(self):
        empty()
        return 3

    def __float__(self):
        empty()
        return 1.0

    def __format__(self, f):
        empty()
        return 'f'

    def __bool__(self):
        empty()
        return True

    def __iter__(self):
        empty()
        return iter((1, 2))

    def __len__(self):
        empty()
        return 2

    def __contains__(self, v):
        empty()
        return True

    def __add__(self, o):
        empty()
        return o

    def __mul__(self, o):
        empty()
        return 1

    def __reduce__(self):
        empty()
        return (str, ('a',))

    def __copy__(self):
        empty()
        return 1

    def __deepcopy__(self, m):
        empty()
        return 1

    def __fspath__(self):
        empty()
        return 'x'

    def __bytes__(self):
        empty()
        return b'ab'

    def __buffer__(self, f):
        empty()
        return memoryview(b'ab')

    def __call__(self, *args, **kwargs):
        empty()
        return 1

    def __getitem__(self, i):
        empty()
        return (0, 1)[i]

    def __getattr__(self, name):
        empty()
        raise AttributeError(name)

    __int__ = __index__
    __radd__ = __add__
    __rmul__ = __mul__


def fill():
    L[:] = [X(), X(), X()]
    D.clear()
    for i in range(3):
        D[i] = X()


calls = {
    'set': lambda: set(L),
    'update': lambda: set().update(L),
    'frozenset': lambda: frozenset(L),
    'fromkeys': lambda: dict.fromkeys(L),
    'dictpairs': lambda: dict(L),
    'counter': lambda: collections.Counter(L),
    'sorted': lambda: sorted(L),
    'sort': lambda: L.sort(),
    'min': lambda: min(L),
    'max': lambda: max(L),
    'sum': lambda: sum(L),
    'sum0': lambda: sum(L, L and 0),
    'join': lambda: ''.join(L),
    'bjoin': lambda: b''.join(L),
    'index': lambda: L.index(5),
    'count': lambda: L.count(5),
    'remove': lambda: L.remove(5),
    'in': lambda: 5 in L,
    'eq': lambda: L == [1, 2, 3],
    'lt': lambda: L < [1, 2, 3],
    'bytes': lambda: bytes(L),
    'bytearray': lambda: bytearray(L),
    'bext': lambda: bytearray().extend(L),
    'bslice': lambda: bytearray().__setitem__(slice(0, 0), L),
    'repr': lambda: repr(L),
    'drepr': lambda: repr(D),
    'json': lambda: json.dumps(L, default=lambda o: (L.clear(), 1)[1]),
    'jsond': lambda: json.dumps(D, default=lambda o: (D.clear(), 1)[1]),
    'jsonkey': lambda: json.dumps({X(): 1}, skipkeys=True),
    'fmt': lambda: '%s%s%s' % tuple(L),
    'fmtd': lambda: '%(a)s' % {'a': L[0]},
    'format': lambda: '{0[0]}{0[1]}'.format(L),
    'fmtmap': lambda: '{a}{a!r:5}'.format_map({'a': L[0]}),
    'struct': lambda: struct.pack('3i', *L),
    'arr': lambda: array.array('i', L),
    'arrd': lambda: array.array('d', L),
    'arrext': lambda: array.array('i').fromlist(L),
    'heapify': lambda: heapq.heapify(L),
    'push': lambda: heapq.heappush(L, X()),
    'pop': lambda: heapq.heappop(L),
    'replace': lambda: heapq.heapreplace(L, X()),
    'pushpop': lambda: heapq.heappushpop(L, X()),
    'bisect': lambda: bisect.bisect(L, 1),
    'insort': lambda: bisect.insort(L, X()),
    'insort_left': lambda: bisect.insort_left(L, X()),
    'reduce': lambda: functools.reduce(lambda a, b: (L.clear(), b)[1], L),
    'map': lambda: list(map(X(), L)),
    'filter': lambda: list(filter(None, L)),
    'any': lambda: any(L),
    'all': lambda: all(L),
    'zip': lambda: list(zip(*L)),
    'chain': lambda: list(itertools.chain.from_iterable(L)),
    'product': lambda: list(itertools.product(*L)),
    'starmap': lambda: list(itertools.starmap(X(), L)),
    'accumulate': lambda: list(itertools.accumulate(L)),
    'groupby': lambda: [list(g) for k, g in itertools.groupby(L)],
    'pickle': lambda: pickle.dumps(L),
    'pickled': lambda: pickle.dumps(D),
    'pickle0': lambda: pickle.dumps([L, D], 0),
    'marshal': lambda: marshal.dumps(L),
    'copy': lambda: copy.copy(L),
    'deepcopy': lambda: copy.deepcopy(L),
    'deepd': lambda: copy.deepcopy(D),
    'deq': lambda: collections.deque(L).index(5),
    'ext': lambda: [].extend(L),
    'slice': lambda: L.__setitem__(slice(None, None, 2), [X(), X()]),
    'slice2': lambda: L.__setitem__(slice(X(), X()), X()),
    'getslice': lambda: L[X():X()],
    'del': lambda: L.__delitem__(slice(X(), None)),
    'mul': lambda: L * X(),
    'imul': lambda: L.__imul__(X()),
    'insert': lambda: L.insert(X(), 1),
    'popi': lambda: L.pop(X()),
    'getitem': lambda: L[X()],
    'setitem': lambda: L.__setitem__(X(), X()),
    'dget': lambda: D.get(X()),
    'dset': lambda: D.setdefault(X(), X()),
    'dpop': lambda: D.pop(X(), 1),
    'ddel': lambda: D.__delitem__(X()),
    'deq2': lambda: D == {0: X(), 1: X(), 2: X()},
    'dor': lambda: D | {X(): 1},
    'dupd': lambda: D.update(X()),
    'isub': lambda: D.keys() & L,
    'kor': lambda: D.keys() | L,
    'kxor': lambda: D.items() ^ D.items(),
    'itemsin': lambda: (0, 5) in D.items(),
    'valuesin': lambda: 5 in D.values(),
    'isdisjoint': lambda: set([1]).isdisjoint(L),
    'sub': lambda: {1, 2}.difference(L),
    'sdu': lambda: {1}.symmetric_difference(L),
    'inter': lambda: {1}.intersection(L),
    'issub': lambda: {1}.issubset(L),
    'issup': lambda: {1}.issuperset(L),
    'print': lambda: print(*L, file=io.StringIO()),
    'exec': lambda: exec('x=1', {}, D),
    'isinstance': lambda: isinstance(1, tuple(L)),
    'type': lambda: type('A', tuple(L), {}),
    'unpack': lambda: (lambda a, *b: 1)(*L),
    'kw': lambda: (lambda **k: 1)(**D),
    'cmp': lambda: (L[0],) < (L[1],),
    'writelines': lambda: io.StringIO().writelines(L),
    'bwl': lambda: io.BytesIO().writelines(L),
    'max_key': lambda: max(L, key=X()),
    'sortkey': lambda: L.sort(key=lambda x: L.clear() or 1),
    'nlargest': lambda: heapq.nlargest(2, L),
    'islice': lambda: list(itertools.islice(L, X(), X(), X())),
    'range': lambda: range(X(), X(), X()),
    'hash': lambda: hash(tuple(L)),
    'odict': lambda: collections.OrderedDict(L),
    'defaultdict': lambda: collections.defaultdict(X(), L),
    'chainmap': lambda: dict(collections.ChainMap(D)),
    'dec': lambda: decimal.Decimal((0, L, 0)),
    'dist': lambda: math.dist(L, [1, 2, 3]),
    'fsum': lambda: math.fsum(L),
    'prod': lambda: math.prod(L),
    'hypot': lambda: math.hypot(*L),
    'sumprod': lambda: math.sumprod(L, L),
    'sumprod2': lambda: math.sumprod(L, [1, 2, 3]),
    'choices': lambda: random.choices(L, k=2),
    'csv': lambda: csv.writer(io.StringIO()).writerow(L),
    'resub': lambda: re.sub('a', X(), 'aaa'),
    'tr': lambda: 'abc'.translate({97: X()}),
    'tr2': lambda: 'abc'.translate(X()),
    'startswith': lambda: 'a'.startswith(tuple(L)),
    'compile': lambda: compile(X(), 'a', 'exec'),
    'setstate': lambda: iter(L).__setstate__(X()),
    'getattrs': lambda: operator.attrgetter('a.b')(L[0]),
    'ig': lambda: operator.itemgetter(X(), X())(L),
    'mc': lambda: operator.methodcaller('append', X())(L),
    'countOf': lambda: operator.countOf(L, 5),
    'indexOf': lambda: operator.indexOf(L, 5),
    'concat': lambda: operator.concat(L, L),
    'ibytes': lambda: int.from_bytes(L),
    'int': lambda: int(L[0]),
    'listext': lambda: L.extend(X()),
    'iadd': lambda: L.__iadd__(X()),
    'memo': lambda: memoryview(L[0]),
    'sjoin': lambda: ','.join(X()),
    'rindex': lambda: L.reverse() or L.index(X()),
    'ast': lambda: compile(__import__('ast').Module(body=L, type_ignores=[]), 'a', 'exec'),
    'eq2': lambda: [X(), X()] == L,
    'deqeq': lambda: collections.deque(L) == collections.deque(L),
    'deqrem': lambda: collections.deque(L).remove(4),
}

for name, call in calls.items():
    for _ in range(2):
        fill()
        try:
            result = type(call()).__name__
        except Exception as e:
            result = type(e).__name__
    print(name, result)
