# Requests that cannot be met are MemoryError or OverflowError, and the program goes on.
import sys
def attempt(name, f):
    try:
        f(); print(name, "succeeded")
    except (MemoryError, OverflowError) as e:
        print(name, "refused", isinstance(e, (MemoryError, OverflowError)))
big = 2 ** 62
attempt("str *", lambda: "ab" * big)
attempt("bytes *", lambda: b"ab" * big)
attempt("list *", lambda: [1, 2] * big)
attempt("tuple *", lambda: (1, 2) * big)
attempt("bytearray", lambda: bytearray(big))
attempt("bytes", lambda: bytes(big))
attempt("rjust", lambda: "a".rjust(big))
attempt("zfill", lambda: "a".zfill(big))
attempt("shift", lambda: 1 << (1 << 70))
attempt("expandtabs", lambda: "\t\t\t".expandtabs(2 ** 31 - 1))
attempt("center", lambda: b"a".center(big))
attempt("range len", lambda: len(range(2 ** 70)))
attempt("list mul 0", lambda: [] * big)
attempt("join", lambda: len("x".join(["a"] * 10)))
x = [1, 2, 3]
try: x *= big
except (MemoryError, OverflowError): print(x)
s = "still alive"
print(s.upper(), sum(range(100)), sys.maxsize > 2 ** 30)
try: [0] * -5 + "a"
except TypeError as e: print(e)
