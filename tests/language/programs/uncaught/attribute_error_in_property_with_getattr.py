class Model:
    @property
    def total(self):
        return self.items_sum
    def __getattr__(self, name):
        raise AttributeError(f"Model has no {name!r} (via __getattr__)")

m = Model()
print(hasattr(m, "total"))
m.total
