class Basket:
    items = []
    total = 0
    def add(self, x):
        self.items.append(x)
        self.total += 1
a, b = Basket(), Basket()
a.add("apple"); b.add("pear"); b.add("fig")
print(a.items, b.items, a.total, b.total, Basket.total, Basket.items is a.items)
a.items = ["own"]
a.add("kiwi")
print(a.items, Basket.items, vars(a), vars(b))
