# os.path.normpath and os.path.splitroot are made in C.
import os
import posix
import random


def show(source):
    try:
        print(source, '->', eval(source))
    except Exception as error:
        print(source, '!!', type(error).__name__, error)


for source in r'''\
posix._path_normpath('//a/../b//c/.')
posix._path_normpath('///a/../b//c/.')
posix._path_normpath('../..//a/../b')
posix._path_normpath('/..')
posix._path_normpath('/')
posix._path_normpath('//')
posix._path_normpath('./')
posix._path_normpath('a/..')
posix._path_normpath('a/../..')
posix._path_normpath('a/b/../../..')
posix._path_normpath('...')
posix._path_normpath('.a/..b')
posix._path_normpath('a/./b/.')
posix._path_normpath('\u20ac/../x\ud800')
posix._path_normpath('a\0/../b')
posix._path_normpath(b'a/./b//..')
posix._path_normpath(b'')
posix._path_normpath(3)
posix._path_normpath(None)
posix._path_normpath(bytearray(b'a'))
posix._path_splitroot_ex('')
posix._path_splitroot_ex('a/b')
posix._path_splitroot_ex('/a/b')
posix._path_splitroot_ex('///a/b')
posix._path_splitroot_ex(b'//')
posix._path_splitroot_ex(b'a\0b')
posix._path_splitroot_ex('/a\0b')
posix._path_splitroot_ex(None)
os.path.normpath(3)
os.path.splitroot(3)
os.path.normpath is posix._path_normpath
'''.splitlines():
    show(source)


class Text(str):
    def split(self, *args):
        return 1 / 0


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


for path in Text('a/../b'), Text('b'), Path('/x/./y'), Path(b'//x/y'), Path(3):
    try:
        print(repr(os.path.normpath(path)), type(os.path.normpath(path)), os.path.splitroot(path))
    except TypeError as error:
        print(error)
random.seed(3)
for _ in range(300):
    path = ''.join(random.choice(['/', '.', '..', 'a', '//', 'é', '/./', '/../']) for _ in range(random.randrange(9)))
    print(repr(path), os.path.normpath(path), os.path.splitroot(path), os.path.normpath(path.encode()))
