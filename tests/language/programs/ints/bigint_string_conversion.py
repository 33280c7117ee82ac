# int <-> str in all bases, digit limits, long conversions.
import sys
n = 123456789012345678901234567890
print(str(n), repr(-n), hex(n), oct(n), bin(n), f"{n:x} {n:X} {n:#o} {n:b}" == f"{hex(n)[2:]} {hex(n)[2:].upper()} {oct(n)} {bin(n)[2:]}")
for base in (2, 3, 7, 10, 16, 20, 27, 32, 36):
    digits, m = "", n
    while m: digits, m = "0123456789abcdefghijklmnopqrstuvwxyz"[m % base] + digits, m // base
    print(base, digits, int(digits, base) == n, int(digits.upper(), base) == n)
print(int(" 12 "), int("\t-0012\n"), int("+5"), int("1_000_000"), int("0x1F", 16), int("1F", 16), int("0b11", 0), int("0o17", 0), int("0XfF", 0), int("-0x10", 0), int("0", 0), int("00", 0), int("٣٤"), int("1_2", 3), int(b"42"), int(bytearray(b"-7")), int("zz", 36), int("0_0", 0))
for bad in ["", " ", "-", "+-1", "1 2", "_1", "1_", "1__2", "0x", "0b2", "1.0", "1e5", "abc", "١a", "1\0", "\ud800"]:
    try: print(ascii(bad), int(bad))
    except ValueError as e: print(ascii(bad), e)
for s, b in [("012", 0), ("0o8", 0), ("0b", 0), ("12", 2), ("z", 35), ("1", 1), ("1", 37), ("1", -2), ("0x1", 10), ("1_", 0), ("9", 9), ("", 16), ("0x_f", 16), ("0x_f", 0)]:
    try: print(repr(s), b, int(s, b))
    except ValueError as e: print(repr(s), b, e)
limit = sys.get_int_max_str_digits()
print(limit, sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
for f in (lambda: str(10 ** 4300), lambda: int("1" * 4301), lambda: f"{10 ** 5000}", lambda: "%d" % 10 ** 5000, lambda: repr(-10 ** 4300), lambda: eval("1" * 5000)):
    try: f(); print("fine")
    except (ValueError, SyntaxError) as e: print(type(e).__name__, str(e)[:130])
print(len(str(10 ** 4299)), len(hex(10 ** 5000)), int("f" * 6000, 16).bit_length(), int("1" * 4300) % 97)
sys.set_int_max_str_digits(0)
big = 3 ** 50000
s = str(big)
print(len(s), s[:20], s[-20:], int(s) == big, hash(s) == hash(str(big)))
sys.set_int_max_str_digits(640)
try: str(10 ** 700)
except ValueError as e: print(e)
for bad in (639, -1, "x"):
    try: sys.set_int_max_str_digits(bad)
    except (ValueError, TypeError) as e: print(e)
sys.set_int_max_str_digits(limit)
