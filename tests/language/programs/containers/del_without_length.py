# The length is asked for only where an item can be deleted or set.
class Sized:
    def __len__(self):
        print('len')
        return 'x'


class Items(Sized):
    def __delitem__(self, i):
        print('delete', i)


class Index:
    def __index__(self):
        print('index')
        return -1


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for o in Sized(), Items(), object(), range(3), iter([]), (1, 2), 'ab', 5:
    for key in -1, 1, Index(), 'k', 2**70, None, slice(1):
        attempt(lambda: o.__class__.__name__ if not isinstance(key, int) else key)
        attempt(lambda: exec('del o[key]', {'o': o, 'key': key}))
        attempt(lambda: exec('o[key] = 1', {'o': o, 'key': key}))
