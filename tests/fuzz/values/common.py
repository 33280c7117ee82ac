# What the programs of this directory share: random numbers and values that are the same in every
# interpreter (the module random is under test too), and telling an outcome in one line.
import sys


class Random:
    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) & 0xFFFFFFFFFFFFFFFF or 1
        for _ in range(4):
            self.next()

    def next(self):
        x = self.state
        x ^= x >> 12
        x ^= (x << 25) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self.state = x
        return (x * 0x2545F4914F6CDD1D >> 16) & 0xFFFFFFFF

    def below(self, n):
        return self.next() * n >> 32

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, p):
        return self.next() < p * 4294967296

    def pick(self, items):
        return items[self.next() * len(items) >> 32]

    def bits(self, n):
        value = 0
        for _ in range(0, n, 32):
            value = value << 32 | self.next()
        return value & ((1 << n) - 1)

    def double(self):
        """Any double, the odd ones often."""
        import struct
        k = self.below(8)
        if k == 0:
            return self.pick([0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 1e16, 1e15, 1e22, 1e23, 1e-5, 1e-4, 1e308, 5e-324,
                              2.2250738585072014e-308, 1.7976931348623157e308, float('inf'), float('-inf'), float('nan'),
                              9007199254740993.0, 123456.789, 1 / 3])
        if k == 1:
            return float(self.between(-1000, 1000)) / self.pick([1, 2, 4, 8, 10, 100, 1000])
        if k == 2:
            return float(self.bits(self.between(1, 100)))
        if k == 3:
            return float(f'{self.between(-9999999, 9999999)}e{self.between(-30, 30)}')
        return struct.unpack('<d', self.bits(64).to_bytes(8, 'little'))[0]

    def integer(self):
        k = self.below(6)
        if k == 0:
            return self.pick([0, 1, -1, 2, 255, 256, 2**31, 2**47, -2**47, 2**63, 10**18, -10**30])
        if k < 4:
            return self.between(-20, 120)
        n = self.bits(self.between(1, 200))
        return -n if self.chance(0.5) else n

    def text(self, alphabet='ab cAB01,.-_\t\nßéΩ日😀\ud800İŉǅ', most=8):
        return ''.join([self.pick(alphabet) for _ in range(self.below(most + 1))])


class Digest:
    """One short line for many results: FNV-1a over their text. With a third argument all of the text."""

    def __init__(self, every):
        self.every, self.n, self.value = every, 0, 0x811C9DC5

    def add(self, text):
        if len(sys.argv) > 3:
            print(text)
            return
        value = self.value
        for c in text.encode('utf-8', 'surrogatepass'):
            value = (value ^ c) * 0x01000193 & 0xFFFFFFFF
        self.value = value
        self.n += 1
        if self.n % self.every == 0:
            print(self.n, hex(value))
            self.value = 0x811C9DC5


def outcome(f, *args, **kwargs):
    try:
        value = f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {ascii(str(e))}'
    return f'{type(value).__name__} {ascii(value)}'


def arguments():
    """The seed and the count that the program was started with."""
    return Random(int(sys.argv[1])), int(sys.argv[2])
