# A replacement of the other kind, text for bytes and bytes for text: what is told, and which piece it is.
import re


def show(fn, *args):
    try:
        print(*args, fn(*args))
    except Exception as e:
        print(*args, type(e).__name__, e)


def give(value):
    def replacement(match):
        return value

    return replacement


for text, other in ('a', b'b'), (b'a', 'b'):
    kind = type(text)
    x, y = ('x', 'y') if kind is str else (b'x', b'y')
    group = '\\1' if kind is bytes else b'\\1'
    same = '<\\1>' if kind is str else b'<\\1>'
    pattern = re.compile('(a)' if kind is str else b'(a)')
    for string in text, x + text, x + text + y + text, x:
        show(pattern.sub, other, string)
        show(pattern.subn, other, string)
        show(pattern.sub, group, string)
        show(pattern.sub, other + group, string)
        show(pattern.sub, same, string)
        for value in other, None, 1, text:
            try:
                print(pattern.sub(give(value), string))
            except TypeError as e:
                print(e)
    values = iter([text, None, text, other])
    try:
        pattern.sub(lambda m: next(values), (x + text) * 4)
    except TypeError as e:
        print(e)
    show(pattern.match(text).expand, same)
    show(pattern.match(text).expand, group)
    show(pattern.match(text).expand, other)

print(re.sub(b'a', bytearray(b'b'), b'xaya'), re.sub(b'a', lambda m: memoryview(b'b'), b'xaya'))
