# Realistic float work: text mandelbrot, n-body energy, Newton, Simpson, matrix power, variance.
def mandel(w, h, n):
    for y in range(h):
        row = ""
        for x in range(w):
            c = complex(-2.2 + 3.2 * x / w, -1.2 + 2.4 * y / h)
            z = 0j
            for i in range(n):
                z = z * z + c
                if abs(z) > 2: break
            row += " .:-=+*#%@"[i * 9 // (n - 1)]
        print(row.rstrip())
mandel(48, 12, 20)
bodies = [[0.0, 0.0, 0.0, 0.0, 1000.0], [100.0, 0.0, 0.0, 3.0, 1.0], [0.0, 200.0, -2.2, 0.0, 2.0]]
def step(bs, dt):
    for i, a in enumerate(bs):
        for b in bs[i + 1:]:
            dx, dy = a[0] - b[0], a[1] - b[1]
            f = dt / (dx * dx + dy * dy) ** 1.5
            a[2] -= dx * b[4] * f; a[3] -= dy * b[4] * f
            b[2] += dx * a[4] * f; b[3] += dy * a[4] * f
    for b in bs: b[0] += dt * b[2]; b[1] += dt * b[3]
def energy(bs):
    e = sum(b[4] * (b[2] ** 2 + b[3] ** 2) / 2 for b in bs)
    return e - sum(a[4] * b[4] / ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for i, a in enumerate(bs) for b in bs[i + 1:])
print(f"{energy(bodies):.9f}")
for _ in range(500): step(bodies, 0.1)
print(f"{energy(bodies):.9f}", *(f"{b[0]:.6f},{b[1]:.6f}" for b in bodies))
def newton(f, x, n=30):
    for _ in range(n):
        d = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
        x -= f(x) / d
    return x
print(round(newton(lambda x: x * x - 2, 1.0), 12), round(newton(lambda x: x ** 3 - x - 2, 1.5), 10))
def simpson(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * (f(a) + f(b) + sum((4 if i % 2 else 2) * f(a + i * h) for i in range(1, n)))
print(f"{simpson(lambda x: x ** 4, 0, 1):.12f} {simpson(lambda x: 1 / (1 + x * x), 0, 1) * 4:.12f}")
data = [2.5, 3.7, 1.1, 9.4, 4.4, 6.02]
mean = sum(data) / len(data)
var = sum((x - mean) ** 2 for x in data) / (len(data) - 1)
print(f"{mean:.6f} {var:.6f} {var ** .5:.6f} {sorted(data)[len(data) // 2]}")
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
m = [[0.5, 0.25], [0.5, 0.75]]
p = m
for _ in range(20): p = matmul(p, m)
print([[round(x, 9) for x in r] for r in p])
