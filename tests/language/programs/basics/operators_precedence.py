# Precedence and associativity that people get wrong.
print(2 ** 3 ** 2, (2 ** 3) ** 2, -2 ** 2, (-2) ** 2, 2 ** -1)
print(1 + 2 * 3 - 4 / 2, 7 // 2 * 2 + 7 % 2, -7 // 2, -7 % 3, 7 % -3)
print(1 << 2 + 1, 1 | 2 ^ 3 & 2, ~1 + 1, ~-1, - -3, -~3)
print(not 1 == 2, not (True and False) or False)
print(1 if False else 2 if False else 3)
print((lambda: 1 or 2)(), (lambda x: x if x else "none")(0))
print(5 - 3 - 1, 100 / 10 / 5, 2 * 3 % 4, 10 - (5 - 3))
print("a" + "b" * 3, [1] * 2 + [3], 3 * "ab" [::-1])
print(1 < 2 == True, (1 < 2) == True)
print(True + True, True << 3, -True, ~False)
print(3 & 1 == 1, (3 & 1) == 1, 6 & 3 | 8)
print(1, 2 == 1, 2)
print(not None is None, None is not None, not (None is None))
print(*range(3), *"ab", sep="|")
x = 10
x -= 3 - 1
x *= 2 + 1
x //= 5
x **= 2
x <<= 1
x ^= 0xF
x |= 64
x &= ~1
x >>= 1
x %= 17
print(x)
y = 7
y /= 2
print(y)
await_like = 3
print(-await_like ** 2 + await_like // -2)
