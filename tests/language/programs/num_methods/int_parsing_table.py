good = ["0", "-0", "+7", " 42\t", "1_000", "0b101", "0B1", "0o17", "0xFf", "-0x10", "٤٢", "１２", "00", "0_0", "\n5\n", "\u20037\u2003"]
for s in good:
    row = []
    for base in (10, 0, 16, 2):
        try: row.append(int(s, base))
        except ValueError: row.append("err")
    print(ascii(s), row)
for s, b in [("z", 36), ("Z", 36), ("10", 36), ("7", 8), ("1" * 70, 2), ("f" * 20, 16), ("-zz", 36), ("0b1", 2), ("0x1", 16), ("b1", 16), ("0b1", 16), ("0o7", 8), ("1_1", 2), ("0_b1", 0)]:
    try: print(s[:10], b, int(s, b))
    except ValueError as e: print(e)
for s in ["", "-", "1 1", "1.0", "a", "0x", "_1", "1_", "1__1", "--1", "1e3", "٤a", "½", "²", "0b", "0 1"]:
    try: print(int(s))
    except ValueError as e: print(e)
print(int("9" * 50), int("-" + "1" * 30), int(b"12"), int(bytearray(b" 7 ")), int("1" * 100, 3) % 1000, int(str(2 ** 200)) == 2 ** 200)
