class Positive:
    def __set_name__(self, owner, name): self.name = name
    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive, not {value}")
        vars(obj)[self.name] = value
class Order:
    qty = Positive()
    def __init__(self, qty): self.qty = qty
print(Order(2).qty)
Order(-1)
