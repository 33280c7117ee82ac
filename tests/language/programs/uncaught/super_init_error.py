class Base:
    def __init__(self, x):
        self.x = 1 / x
class Mid(Base):
    pass
class Kid(Mid):
    def __init__(self, *args):
        super().__init__(*args)

print(Kid(2).x)
Kid(0)
