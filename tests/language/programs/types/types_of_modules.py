# Which builtin types can be changed by a program, and which make no instances.
import _csv
import _random
import contextvars
import functools
import json
import os
import random
import re
import select
import sys
import time
import typing

for T in (os.stat_result, os.terminal_size, time.struct_time, _random.Random, ExceptionGroup, os.DirEntry,
          type(select.poll()), json.encoder.c_make_encoder, json.scanner.c_make_scanner, typing.Generic):
    T.shown = lambda self: 'shown ' + type(self).__name__
    T.five = property(lambda self: 5)
    print(T.__name__, T.shown.__name__, T.__flags__ >> 8 & 1)
here = os.stat('.')
print(here.shown(), here.five, time.gmtime(0).shown(), random.Random(1).five)
ExceptionGroup.__str__ = lambda self: 'group!'


class Group(ExceptionGroup):
    pass


print(ExceptionGroup('a', [ValueError()]), Group('b', [ValueError()]))
del ExceptionGroup.__str__
print(ExceptionGroup('a', [ValueError()]), Group('b', [ValueError()]))
os.stat_result.__repr__ = lambda self: 'result!'
print(here, [here])
del os.stat_result.__repr__
print(repr(here)[:1])
for T in BaseExceptionGroup, type(sys.flags), type(sys.float_info), type(sys.get_asyncgen_hooks()), _csv.Dialect, int:
    try:
        T.x = 1
    except TypeError as error:
        print(error)
for source in """\
object.__new__(re.Match)
object.__new__(type(print))
object.__new__(type(sys._getframe()))
object.__new__(type(x for x in []))
object.__new__(type(list.append))
object.__new__(os.DirEntry)
list.__new__(re.Match)
tuple.__new__(type(sys.flags))
tuple.__new__(type(sys.float_info))
object.__new__(type(None))
object.__new__(bool)
int.__new__(bool)
object.__new__(type('I', (int,), {}))
object.__new__(type('I', (int,), {'__new__': 1}))
object.__new__(type('D', (_csv.Dialect,), {}))
object.__new__(type('R', (type(_csv.reader([])),), {}))
type('R', (type(_csv.reader([])),), {})()
hash(contextvars.ContextVar('v').set(1))
type('L', (type(functools.lru_cache(print)),), {})
here.__class__ = 1""".splitlines():
    try:
        print(eval(source) if ' = ' not in source else exec(source))
    except TypeError as error:
        print(source, '!!', error)
