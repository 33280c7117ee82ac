from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...

print(Shape.__abstractmethods__)
Shape()
