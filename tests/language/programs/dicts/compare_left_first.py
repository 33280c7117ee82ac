# Values of dicts are compared with the left one asked first, so that something equal to all works on either side.
from collections import OrderedDict


class All:
    def __eq__(self, other):
        return True


class Loud:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print(self.name, '==', getattr(other, 'name', type(other).__name__))
        return NotImplemented


a, b, every = Loud('a'), Loud('b'), All()
print({'k': a} == {'k': b})
print({'k': a} != {'k': b})
print({'k': every} == {'k': a})
print({'k': a} == {'k': every})
print(OrderedDict(k=a) == OrderedDict(k=b), OrderedDict(k=a) == {'k': b}, {'k': a} == OrderedDict(k=b))
print([every] == [a], (a,) == (every,))
