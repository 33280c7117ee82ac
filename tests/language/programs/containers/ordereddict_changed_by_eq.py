# What the comparison of an OrderedDict still asks where __eq__ of a key changes one of the two.
from collections import OrderedDict


class Key:
    calls = 0

    def __init__(self, trigger=-1, act=None):
        self.trigger, self.act = trigger, act

    def __hash__(self):
        return 1

    def __eq__(self, other):
        Key.calls += 1
        if Key.calls - 1 == self.trigger and self.act:
            self.act()
        return True


for trigger in 0, 1, 2:
    for act in "del a[key]", "a.clear()", "del b[0]", "b[9] = 9", "a[9] = 9", "a.move_to_end(0)", "a.popitem()", "del b[4.2]":
        Key.calls = 0
        key = Key(trigger)
        a = OrderedDict(dict.fromkeys((0, key, 4.2)))
        b = OrderedDict(dict.fromkeys((0, Key(), 4.2)))
        for k in b:
            if isinstance(k, Key):
                k.trigger, k.act = trigger, lambda: exec(act)
        key.act = lambda: exec(act)
        Key.calls = 0
        try:
            print(trigger, act, a == b, Key.calls, len(a), len(b))
        except Exception as e:
            print(trigger, act, type(e).__name__, e, Key.calls)
