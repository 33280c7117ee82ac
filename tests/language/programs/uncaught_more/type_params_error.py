def first[T](xs: list[T]) -> T:
    return xs[0]
print(first([1]))
class Box[T]:
    def __init__(self, v: T): self.v = v.value
Box(first(["s"]))
