# What is in use is used again by what it calls. CPython 3.14 crashes on some.
import collections
import gc
import itertools
import sys


def odict_iterators():
    """The comparisons by which an iterator finds its item use up the iterator and empty the dict."""
    for make in iter, reversed, lambda d: iter(d.items()), lambda d: iter(d.values()), lambda d: reversed(d.items()):
        class Key:
            armed = False

            def __hash__(self):
                if Key.armed:
                    Key.armed = False
                    collections.deque(walk, 0)
                    d.clear()
                    globals().pop('d')
                return 1

            def __eq__(self, other):
                return self is other

        global d
        d = collections.OrderedDict([(Key(), [i]) for i in range(9)])
        walk = make(d)
        next(walk)
        Key.armed = True
        try:
            print(type(next(walk)).__name__)
        except Exception as e:
            print(type(e).__name__)


def lost_keys():
    """A key that dict's own method took away is looked for; its comparison empties the dict and puts it in again."""
    class Key:
        def __hash__(self):
            return 1

        def __eq__(self, other):
            if armed:
                armed.clear()
                d.clear()
                d[1] = 1
            return self is other

    armed = []
    d = collections.OrderedDict([(1, [1]), (2, [2]), (Key(), [3])])
    for i in range(9, 15):
        d[i] = i
    for i in 1, 9, 10, 11:
        dict.__delitem__(d, i)
    walk = iter(d.items())
    armed.append(1)
    try:
        print(next(walk))
    except KeyError:
        print('KeyError')


def unraisable():
    """What shows the object that an exception came from changes the exception."""
    class Error(Exception):
        pass

    class Hook:
        """It fails as well."""

        def __call__(self, args):
            self.error = Error()
            raise self.error

        def __repr__(self):
            self.error.__traceback__ = None
            return 'shown'

    class Thing:
        def __del__(self):
            raise Error

    class Written:
        def write(self, text):
            lines.append(text)

        def flush(self):
            pass

    lines, stderr = [], sys.stderr
    sys.stderr, sys.unraisablehook = Written(), Hook()
    Thing()
    sys.stderr, sys.unraisablehook = stderr, sys.__unraisablehook__
    print([line for line in ''.join(lines).splitlines() if not line.startswith((' ', 'Traceback'))])


def being_freed():
    """An object that is being freed is not found among those that refer to another."""
    found = []

    class Item:
        def __del__(self):
            found.extend(gc.get_referrers(held))
            found.extend(o for o in gc.get_objects() if type(o) is list and o and o[0] is held)

    def frame():
        a, b, c = held, Item(), Item()
        return sys._getframe()

    held = ('held',) * 3
    for make in frame, lambda: [held, Item(), Item()], lambda: {1: held, 2: Item(), 3: Item()}, lambda: {held: Item()}:
        o = make()
        del o
    print(*sorted({type(o).__name__ for o in found} & {'frame', 'list', 'set'}))
    found.clear()


def zip_longest():
    """One of what is zipped goes on in a call that fails, and then ends."""
    class Ends:
        calls = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.calls += 1
            if self.calls == 1:
                try:
                    next(z)
                except ValueError:
                    print('failed')
                raise StopIteration
            raise ValueError

    z = itertools.zip_longest(Ends(), [1])
    print(*itertools.islice(z, 9))


for test in odict_iterators, lost_keys, unraisable, being_freed, zip_longest:
    print('--', test.__name__)
    test()
