# Structures, views, arrays and containers that their arguments and items change while C code is at work on them.
import array
import gc
import marshal
import struct


class Act:
    """Does something whenever it is asked for a number, a comparison or a buffer; at most three times."""

    def __init__(self, act):
        self.act = act
        self.left = 3

    def run(self):
        if self.left:
            self.left -= 1
            self.act()

    def __index__(self):
        self.run()
        return 2

    def __eq__(self, other):
        self.run()
        return True

    __hash__ = None

    def __buffer__(self, flags):
        self.run()
        return memoryview(bytearray(8))


def show(name, f, *args):
    try:
        print(name, f(*args))
    except Exception as e:
        print(name, type(e).__name__, e)


for format in 'q' * 50, 'b', '':
    s = struct.Struct('iih')
    act = Act(lambda: s.__init__(format))
    show('pack', s.pack, act, act, act)
    show('pack_into', s.pack_into, bytearray(20), act, 1, act, 2)
    show('pack_into', s.pack_into, Act(act.run), 1, 1, act, 2)
    show('unpack_from', s.unpack_from, Act(act.run), Act(act.run))
    show('iter_unpack', s.iter_unpack, Act(act.run))
    s = struct.Struct('b')
    numbers = s.iter_unpack(b'abc')
    s.__init__(format)
    show('next', next, numbers)
    show('hint', numbers.__length_hint__)

data = bytearray(64)
view = memoryview(data)
show('store', view.__setitem__, slice(0, 8), Act(view.release))
view = memoryview(data)
show('store', view.__setitem__, slice(Act(view.release), 8), bytes(8))

for act in lambda: a.clear(), lambda: a.__delitem__(slice(1, None)), lambda: a.extend(range(99)):
    a = array.array('i', range(20))
    show('remove', a.remove, Act(act))
    show('index', a.index, Act(act))
    print(len(a))

items = {}
act = Act(items.clear)
items.update({1: [act, [act]], 2: 'x' * 50})
show('marshal', marshal.dumps, items)
items = []
act = Act(items.clear)
items += [[[act], act], 'x' * 50]
show('marshal', marshal.dumps, [items, items])
gc.collect()
