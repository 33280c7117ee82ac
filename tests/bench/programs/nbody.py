# Gravity between five bodies: float attributes of lists, tuple unpacking, math by operators only.
# loops: 5
def bodies():
    return [
        # x, y, z, vx, vy, vz, mass
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.4784176],
        [4.84143144, -1.16032004, -0.10362204, 0.60632639, 2.81198684, -0.02521836, 0.03769367],
        [8.34336671, 4.12479856, -0.40352342, -1.01077434, 1.82566237, 0.00841576, 0.01128633],
        [12.8943695, -15.1111514, -0.22330758, 1.08279101, 0.86871302, -0.01083264, 0.00172372],
        [15.3796971, -25.9193146, 0.17925877, 0.97909073, 0.59469900, -0.03475596, 0.00203369],
    ]


def advance(system, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            pull = dt / (dx * dx + dy * dy + dz * dz) ** 1.5
            ma = a[6] * pull
            mb = b[6] * pull
            a[3] -= dx * mb
            a[4] -= dy * mb
            a[5] -= dz * mb
            b[3] += dx * ma
            b[4] += dy * ma
            b[5] += dz * ma
        for body in system:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def bench():
    system = bodies()
    pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1 :]]
    advance(system, pairs, 0.01, 5000)
    return round(sum(sum(body[:3]) for body in system), 6)
