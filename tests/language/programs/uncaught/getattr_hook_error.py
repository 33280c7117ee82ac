class Proxy:
    def __init__(self, target):
        self.target = target
    def __getattr__(self, name):
        return getattr(self.target, name)

p = Proxy("text")
print(p.upper())
p.no_such_method()
