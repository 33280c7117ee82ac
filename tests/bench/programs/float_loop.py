# Float arithmetic: escape times over a small piece of the Mandelbrot set.
# loops: 8
def bench():
    size = 70
    total = 0
    for row in range(size):
        ci = 2.4 * row / size - 1.2
        for column in range(size):
            cr = 3.0 * column / size - 2.1
            zr = zi = 0.0
            count = 0
            while count < 100 and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                count += 1
            total += count
    return total
