from dataclasses import dataclass
@dataclass
class Item:
    name: str
    price: float = 0.0

print(Item("pen"))
print(Item(price=1.0))
