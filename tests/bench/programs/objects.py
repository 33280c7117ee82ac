# Classes: attributes, methods, inheritance, super, properties, slots, class methods, operators.
# loops: 6
class Vector:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))


class Shape:
    made = 0

    def __init__(self, name):
        self.name = name
        Shape.made += 1

    def area(self):
        return 0

    @property
    def label(self):
        return self.name

    @classmethod
    def named(cls, *args):
        return cls(*args)

    @staticmethod
    def limit(x):
        return x if x < 1000 else 1000


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__('rectangle')
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def area(self):
        return super().area() + 1


def bench():
    position = Vector(0, 0)
    step = Vector(1, 2)
    for i in range(15000):
        position = position + step * (i % 3)
    total = 0
    for i in range(9000):
        shape = Square.named(i % 50) if i % 2 else Rectangle(i % 30, 4)
        total += Shape.limit(shape.area()) + len(shape.label)
        shape.width += 1
        total += shape.width
    distinct = {Vector(i % 50, i % 30) for i in range(6000)}
    return position.x, position.y, total, Shape.made > 0, len(distinct)
