# What generated programs use to tell what they see, and to be sure to end. Every program begins with a
# fresh copy of this in its namespace.
import sys
import math
import itertools
import functools
import operator
import collections
import re
import string
import textwrap
import copy
import heapq
import bisect
import enum
import dataclasses
import contextlib
import types
import traceback
import struct
import json
import typing
import marshal

inf = float('inf')
nan = float('nan')


class OutOfFuel(BaseException):
    pass


fuel = [3000]


def tick():
    fuel[0] -= 1
    if fuel[0] < 0:
        raise OutOfFuel


def hash(v, hash=hash):
    """Without that of a NaN, which is its address."""
    return 0 if type(v) in (float, complex) and v != v else hash(v)


def plain(text):
    """Without the digits of addresses, which a program could count."""
    return re.sub('0x[0-9a-f]+', '0x', text)


def canon(v, depth=0):
    """repr without what differs from run to run."""
    t = type(v)
    if depth > 6:
        return '...'
    if t is list:
        return '[' + ', '.join([canon(x, depth + 1) for x in v[:60]]) + ']'
    if t is tuple:
        return '(' + ', '.join([canon(x, depth + 1) for x in v[:60]]) + ',)'
    if t is dict:
        return '{' + ', '.join([canon(k, depth + 1) + ': ' + canon(x, depth + 1)
                                for k, x in list(v.items())[:60]]) + '}'
    if t is set or t is frozenset:
        return t.__name__ + '(' + ', '.join(sorted([canon(x, depth + 1) for x in v])[:60]) + ')'
    if t is int and (v > 1 << 1000 or v < -(1 << 1000)):
        return 'big ' + hex(v % 0xffffffffffff)
    if isinstance(v, types.FunctionType):
        return 'function ' + v.__qualname__
    text = ascii(v)
    return text if len(text) < 1000 else text[:1000] + '...'


def show(*values):
    tick()
    print(*[f'{type(v).__name__}: {canon(v)}' for v in values], sep=' | ')


def cut(v):
    """v, or something smaller when it grew."""
    t = type(v)
    if t is int:
        return v if -(1 << 300) < v < (1 << 300) else v % 1000003
    if t in (str, bytes, list, tuple, bytearray):
        if len(v) > 40:
            v = v[:40]
        if t in (list, tuple) and len(repr(v)) > 600:
            return t([len(v)])
        return v
    if t in (dict, set, frozenset):
        return v if len(v) < 40 and len(repr(v)) < 600 else t()
    return v


def report(e, depth=0):
    tick()
    where = []
    tb = e.__traceback__
    while tb is not None:
        where.append(f'{tb.tb_frame.f_code.co_name}:{tb.tb_lineno}')
        tb = tb.tb_next
    print(' ' * depth + 'raised', type(e).__name__, ascii(str(e)), canon(e.args), ' '.join(where))
    for note in getattr(e, '__notes__', ()):
        print(' ' * depth + ' note', ascii(note))
    if depth < 4:
        if e.__cause__ is not None:
            print(' ' * depth + ' cause')
            report(e.__cause__, depth + 1)
        elif e.__context__ is not None:
            print(' ' * depth + ' context', e.__suppress_context__)
            report(e.__context__, depth + 1)
        if isinstance(e, BaseExceptionGroup):
            for x in e.exceptions:
                report(x, depth + 1)


class CM:
    def __init__(self, name='cm', swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print('enter', self.name)
        if self.fail == 'enter':
            raise KeyError(self.name)
        return self.name

    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v)
        if self.fail == 'exit':
            raise ValueError(self.name)
        return self.swallow

    async def __aenter__(self):
        print('aenter', self.name, await Wait('in'))
        return self

    async def __aexit__(self, t, v, tb):
        print('aexit', self.name, t and t.__name__, await Wait('out'))
        return self.swallow


class Wait:
    """An awaitable that gives its value to who drives the coroutine, and takes an answer."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class AIter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n <= 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Wait(self.n)


def run(coro, answers=(1, 'two', None, 4.5)):
    """Drives a coroutine by hand to its end."""
    tick()
    i = 0
    value = None
    try:
        while i < 50:
            got = coro.send(value)
            value = answers[i % len(answers)]
            print('  await', canon(got), '->', canon(value))
            i += 1
    except StopIteration as stop:
        return stop.value
    finally:
        coro.close()


def drive(g, *script):
    """Plays (method, argument...) steps on a generator, telling each outcome."""
    tick()
    for step, *args in script:
        try:
            print('  ', step, canon(getattr(g, step)(*args)))
        except StopIteration as e:
            print('  ', step, 'stop', canon(e.value))
        except Exception as e:
            print('  ', step, type(e).__name__, ascii(str(e)))
    return len(script)


def traced(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print('call', f.__name__, canon(args), canon(kwargs))
        return f(*args, **kwargs)
    return wrapper


def same(f):
    return f


def deco(n):
    def inner(f):
        print('decorate', getattr(f, '__name__', '?'), n)
        return f
    return inner


class Meta(type):
    def __prepare__(name, bases, **kw):
        print('prepare', name, len(bases), sorted(kw))
        return {}

    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        cls.made = sorted(kw)
        return cls

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        tick()
        return super().__call__(*args, **kw)

    def __contains__(cls, x):
        return x in cls.made


class Desc:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self.name
        return obj.__dict__.get('_' + self.name, 'unset') if hasattr(obj, '__dict__') else 'slots'

    def __set__(self, obj, value):
        print('set', self.name, canon(value))
        obj.__dict__['_' + self.name] = value

    def __delete__(self, obj):
        print('delete', self.name)
        del obj.__dict__['_' + self.name]


class Color(enum.Enum):
    RED = 1
    GREEN = 'g'
    BLUE = (3, 4)


class Bits(enum.IntFlag):
    A = 1
    B = 2
    C = 4


@dataclasses.dataclass
class Point:
    x: object = 0
    y: object = 0


Pair = collections.namedtuple('Pair', 'left right')


async def collect(agen, limit=8):
    out = []
    async for x in agen:
        out.append(x)
        if len(out) >= limit:
            break
    await agen.aclose()
    return out
