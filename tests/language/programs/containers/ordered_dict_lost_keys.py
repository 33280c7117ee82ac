# Keys that go behind the back of an OrderedDict, or change their hash.
from collections import OrderedDict
from random import randrange


def show(name, function, *args):
    try:
        print(name, function(*args))
    except (KeyError, RuntimeError) as error:
        print(name, type(error).__name__, error)


class Sub(OrderedDict):
    pass


class Key:
    def __hash__(self):
        return randrange(100000)


for kind in OrderedDict, Sub:
    for take in dict.__delitem__, dict.pop:
        od = kind(spam=1, ham=2)
        take(od, 'spam')
        for f in repr, kind.copy, lambda d: list(d.items()), lambda d: list(d.values()), list, len:
            show(kind.__name__, f, od)
    od = kind(spam=1, ham=2)
    dict.popitem(od)
    show('popitem', repr, od)
    od.clear()
    show('clear', repr, od)
    od['ham'] = od['x'] = 3
    show('again', repr, od)
    od = kind()
    for i in range(100):
        od[Key()] = i
    for f in repr, kind.copy, lambda d: list(d.items()), lambda d: list(d.values()), list:
        try:
            f(od)
        except KeyError as error:
            print('KeyError', type(error.args[0]).__name__)
    show("keys", lambda d: next(iter(d)) is None, dict.fromkeys("a"))

for value in {}, {1: 2}:
    plain = type('Plain', (dict,), {})(value)
    show('plain', plain.pop, 1, None)


class Trigger:
    count = 0

    def __hash__(self):
        return 5

    def __eq__(self, other):
        Trigger.count += 1
        if Trigger.count == 1:
            one.popitem()
        return True


one, two = OrderedDict([(Trigger(), 1), (2, 3)]), OrderedDict([(Trigger(), 1), (2, 3)])
print(one == two, len(one), len(two))
