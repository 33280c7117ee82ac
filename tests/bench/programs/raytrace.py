# A ray tracer: many small objects with float attributes and operator methods.
# loops: 18
class Vec:
    __slots__ = ('x', 'y', 'z')

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def scaled(self, f):
        return Vec(self.x * f, self.y * f, self.z * f)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self.scaled(1.0 / self.dot(self) ** 0.5)


class Sphere:
    def __init__(self, center, radius, shade):
        self.center = center
        self.radius = radius
        self.shade = shade

    def hit(self, origin, direction):
        offset = origin - self.center
        b = offset.dot(direction)
        c = offset.dot(offset) - self.radius * self.radius
        inside = b * b - c
        if inside <= 0.0:
            return None
        distance = -b - inside**0.5
        return distance if distance > 1e-6 else None


SCENE = [Sphere(Vec(i - 2.0, (i % 3) - 1.0, 5.0 + i * 0.5), 0.8, 0.3 + 0.1 * i) for i in range(6)]
LIGHT = Vec(5.0, 5.0, -3.0)


def trace(origin, direction, depth):
    nearest = None
    for sphere in SCENE:
        distance = sphere.hit(origin, direction)
        if distance is not None and (nearest is None or distance < nearest[0]):
            nearest = distance, sphere
    if nearest is None:
        return 0.1
    distance, sphere = nearest
    point = origin + direction.scaled(distance)
    normal = (point - sphere.center).unit()
    light = max(0.0, normal.dot((LIGHT - point).unit()))
    color = sphere.shade * (0.2 + 0.8 * light)
    if depth:
        bounced = direction - normal.scaled(2.0 * direction.dot(normal))
        color += 0.3 * trace(point, bounced.unit(), depth - 1)
    return color


def bench():
    size = 36
    eye = Vec(0.0, 0.0, -1.0)
    total = 0.0
    for row in range(size):
        for column in range(size):
            direction = Vec((column - size / 2) / size, (row - size / 2) / size, 1.0).unit()
            total += trace(eye, direction, 2)
    return round(total, 6)
