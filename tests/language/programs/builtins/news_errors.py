# What functions of the library say to wrong arguments, as the last versions made it.
import array
import contextvars
import csv
import io
import inspect
import itertools
import time
import unicodedata


def show(what, fn, *args, **kwargs):
    try:
        print(what, fn(*args, **kwargs))
    except Exception as e:
        print(what, type(e).__name__, e)


code = (lambda: 1).__code__
for wrong in 'co_nam', 'co_argcounts', 'xyz':
    show('replace', code.replace, **{wrong: 1})
show('csv', csv.reader, [], delimite=',')
show('csv', csv.writer, io.StringIO(), quotechr='"')
show('csv', csv.reader, [], xyz=1)
show('ContextVar', contextvars.ContextVar, 'a', 1)
show('ContextVar', contextvars.ContextVar, 'a', defaul=1)

for bounds in (-1,), (-2,), (1, -1), (1, -2), (-1, -1), (-2, 3), ('a', 1), (1, 'a'), ('a', 'b'), (0, 3, 0):
    show(f'islice{bounds}', lambda: list(itertools.islice('abc', *bounds)))

for data in b'abcd', b'a\0\0\0abcd', b'\x00\xd8\0\0', b'a\0\0\0':
    text = array.array('w', data)
    show('tounicode', text.tounicode)
    show('tolist', text.tolist)
    show('repr', lambda: repr(text))


class C:
    pass


def f():
    pass


for thing in C, f:
    thing.__annotate__ = lambda format: 5
    show('annotations', lambda: thing.__annotations__)

show('property', lambda: property().__name__)
try:
    property().__name__
except AttributeError as e:
    print(e.name, type(e.obj))

show('normalize', unicodedata.normalize, 'X', '')
show('normalize', unicodedata.normalize, 'X', 'a')
show('is_normalized', unicodedata.is_normalized, 'X', '')

print(inspect.signature(time.sleep))
