# The attribute sits one level down, which 3.14 does not yet suggest.
class Engine:
    def __init__(self):
        self.power = 5
class Car:
    def __init__(self):
        self.engine = Engine()
c = Car()
print(c.engine.power)
print(c.power)
