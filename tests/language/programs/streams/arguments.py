# What streams say to wrong sizes, and what "locale" is.
import io
import pathlib


def show(what, fn, *args):
    try:
        print(what, repr(fn(*args)))
    except Exception as e:
        print(what, type(e).__name__, e)


print(io.text_encoding(None), io.text_encoding(None, 3), io.text_encoding('x'))
path = pathlib.Path('arguments.txt')
path.write_text('text')
with path.open() as f:
    print(f.encoding)
with open(path, encoding='locale') as f:
    print(f.encoding)

for encoding in 'hex', 'rot13':
    show(encoding, io.TextIOWrapper, io.BytesIO(), encoding)
    show(encoding, ''.encode, encoding)
    show(encoding, b''.decode, encoding)

for size in None, 'a', 1.5, True, -1:
    show(f'read1({size!r})', io.BufferedReader(io.BytesIO(b'abc')).read1, size)
    show(f'peek({size!r})', io.BufferedReader(io.BytesIO(b'abc')).peek, size)
    show(f'truncate({size!r})', io.BytesIO(b'abc').truncate, size)
    show(f'truncate({size!r})', io.BufferedRandom(io.BytesIO(b'abc')).truncate, size)
show('read1()', io.BufferedReader(io.BytesIO(b'abc')).read1)
show('peek()', io.BufferedReader(io.BytesIO(b'abc')).peek)
with open(path, 'rb', 0) as f:
    show('readinto', f.readinto, b'')
