# What is told first where more than one argument is wrong, and how None is named.
import collections, decimal, heapq, io, itertools, math, os, re, struct, types, typing


class NoBool:
    def __bool__(self):
        raise RuntimeError('bool')


class Text(str):
    pass


class Negative:
    def __len__(self):
        return -1

    def __getitem__(self, i):
        raise IndexError


class Raw(io.RawIOBase):
    pass


class RawWith(io.RawIOBase):
    def __init__(self, x):
        self.x = x


number = decimal.Decimal('1.25')
context = decimal.Context(prec=5)


def function():
    pass


CALLS = '''
type(1, a=1)|type(1, 2, a=1)|type(a=1)|type('A', (), {}, a=1)|type(None, None, None)|type('A', None, {})|type('A', (), None)
sorted(5, foo=1)|sorted([1], foo=1)|sorted(5, key=3)|sorted([1], key=3)|sorted([2], reverse=NoBool())
complex(1j, 'a')|complex(1j, [])|complex(1j, None)|complex('a', 'b')|complex({}, {})
pow(range(3), 1j, (1, 2))|pow(1j, (1,), 2)|pow(1j, 2, 3)|pow(2, 1j, 3)|pow(1.5, 'a', 2)|pow('a', 1.5, 2)|pow(2, 1.5, 3)
compile(1, 2, 3)|compile('a', 2.5, None)|compile('a', 'f', None)|compile('a', [], 'bad')|compile('a', 'f\\0', 'exec')
exec(1, 2, 3)|exec('1', 2, 3)|exec('1', {}, 3)|exec('1', None, 3)|eval('1', 2, 3)|eval('1', {}, 3)|eval('1', None, 3)|eval('1', [], None)
itertools.product([], repeat=1, y=1)|itertools.product([], y=1)|itertools.product([], y=1, z=2)
format(1, None)|object().__format__(None)|[].__format__(None)|(1).__format__(None)|'a'.__format__(None)
types.ModuleType(None)|types.FunctionType(None, None)|function.__code__.replace(co_name=None)|function.__code__.replace(co_code=None)
typing.TypeVar(None)|typing.ParamSpec(None)|typing.TypeVarTuple(None)|typing.TypeAliasType(None, 1)
heapq.heappush(None, 1)|heapq.heapify(None)|heapq.heapify('a')|open('a', None)|open('a', 'r', encoding=5)|io.FileIO('a', None)
io.TextIOWrapper(io.BytesIO()).write(None)|io.StringIO().write(None)|super(None)|types.MappingProxyType(None)
struct.pack([1])|struct.calcsize({})|struct.pack(None)|struct.pack(list[int])|struct.calcsize(Text('i'))|struct.Struct([1])
io.RawIOBase(1)|io.IOBase(a=1)|io.TextIOBase(1)|Raw(1)|RawWith()|type(RawWith(1)).__name__|type(Raw()).__name__
number.quantize()|number.quantize(1, 2, 3, 4)|number.compare()|number.compare(1, 2, 3)|number.ln(1, 2)|number.ln(a=1, b=2)|number.ln(foo=1)
decimal.Decimal(1, 2, 3)|decimal.Decimal(foo=1)|decimal.Context(foo=1)|decimal.localcontext(foo=1)|number.fma(1)|number.is_nan(1)|number.sqrt(context=None)|number.max(other=2)|context.power(1)|context.is_canonical(1)|context.is_canonical(number)
context._apply(decimal.Decimal('-0'))|context._apply(decimal.Decimal('-1.234567'))|context._apply(decimal.Decimal('-0E+3'))
re.match('(?P<n>a)', 'a').group([1])|re.match('a', 'a')[{}]|re.match('a', 'a').start(set())|re.match('a', 'a').group('n')
collections.OrderedDict().move_to_end(None)|collections.OrderedDict().move_to_end(1)|collections.OrderedDict().pop(None)
iter.__text_signature__|vars.__text_signature__|iter()|iter(1, 2, 3)|iter(object=1)|vars(1, 2)|vars(a=1)|vars(1)
type(iter(Text('a'))).__name__|type(iter('a')).__name__|'% e|% g|% f' % (float('nan'), -float('nan'), math.inf * 0)
'''
CALLS += '''
os.stat(2**70)|os.stat(-2**70)|os.stat(collections.deque())|os.fspath(collections.OrderedDict())|open(list[int])
sorted(Negative())|sorted(Negative(), key=len)|list(Negative())
'''
for line in CALLS.strip().splitlines():
    for call in line.split('|') if '%' not in line else [line]:
        try:
            print(call, '->', repr(eval(call)))
        except Exception as e:
            print(call, '->', type(e).__name__, e)


# A bytearray keeps its size while it joins.
separator = bytearray(b'--')


class Shrinks:
    def __iter__(self):
        yield b'a'
        separator.clear()
        yield b'b'


try:
    separator.join(Shrinks())
except BufferError as e:
    print(e, separator)
separator.append(1)
print(separator)


# The sign in the texts of operators that change their left operand.
class A:
    pass


class B(A):
    def __radd__(self, other):
        return NotImplemented


class C:
    def __mul__(self, other):
        return NotImplemented

    __rmul__ = __iadd__ = __mul__


LEFT = [1, 1.5, None, {}, {1}, range(3), {}.keys(), memoryview(b'a'), A(), C(), object(), len, 'a', [1]]
RIGHT = ['a', [1], B(), C(), 1.5, (1,), A(), None]
for a in LEFT:
    for b in RIGHT:
        for op in '*+-':
            x = a
            try:
                exec(f'x {op}= b')
            except TypeError as e:
                print(e)
