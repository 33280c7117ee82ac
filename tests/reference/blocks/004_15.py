# 1. Singleton pattern
class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]

class MyClass(metaclass=Singleton):
    pass

a = MyClass()
b = MyClass()
a is b  # True

# 2. Class registration
registry = {}

class RegisterMeta(type):
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        if name != 'Base':
            registry[name] = cls
        return cls

class Base(metaclass=RegisterMeta):
    pass

class Plugin1(Base):
    pass

class Plugin2(Base):
    pass

print(registry)  # {'Plugin1': <class 'Plugin1'>, 'Plugin2': <class 'Plugin2'>}

# 3. ABC uses metaclass
from abc import ABCMeta, abstractmethod

class Interface(metaclass=ABCMeta):
    @abstractmethod
    def method(self):
        pass
