from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def st(): ...
    def describe(self): return f"{self.name}: {self.area()}"
try:
    Shape()
except TypeError as e:
    print(e)
class Half(Shape):
    def area(self): return 1
    name = "half"
    def make(): ...
try:
    Half()
except TypeError as e:
    print(e)
class Full(Half):
    def st(): ...
print(Full().describe(), sorted(Shape.__abstractmethods__), Full.__abstractmethods__)
class Sized2(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Sized2:
            return any("size2" in B.__dict__ for B in C.__mro__)
        return NotImplemented
class Has:
    def size2(self): pass
print(issubclass(Has, Sized2), isinstance(Has(), Sized2), isinstance(5, Sized2), issubclass(int, Sized2))
class Num(ABC): pass
Num.register(int)
print(isinstance(3, Num), issubclass(bool, Num), isinstance(1.5, Num), int in Num.__subclasses__())
@Num.register
class Reg: pass
print(isinstance(Reg(), Num), Reg.__mro__[1])
try:
    Num.register(5)
except TypeError as e:
    print(e)
try:
    class X(Num): pass
    Num2 = X
    X.register(Num)
except RuntimeError as e:
    print(e)
from collections.abc import Hashable, Iterable, Sized, Callable, Sequence, Mapping, Iterator, Generator, Container, Reversible, Collection, Set, MutableSequence
class Custom:
    def __iter__(self): ...
    def __len__(self): ...
    def __contains__(self, x): ...
    __hash__ = None
for k in (Hashable, Iterable, Sized, Callable, Sequence, Iterator, Container, Collection, Reversible):
    print(k.__name__, isinstance(Custom(), k), isinstance([], k), isinstance("", k), issubclass(dict, k))
class MySeq(Sequence):
    def __getitem__(self, i): return "abc"[i]
    def __len__(self): return 3
m = MySeq()
print(list(m), "b" in m, list(reversed(m)), m.index("c"), m.count("a"))
