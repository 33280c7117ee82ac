from dataclasses import dataclass, field
@dataclass(frozen=True)
class Point:
    x: int
    tags: tuple = ()
p = Point(1)
print(p)
p.x = 2
