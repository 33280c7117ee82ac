# Realistic: varints, run-length coding, a packet parser, CRC, base64 by hand, hexdump, huffman.
def varint(n):
    out = bytearray()
    while True:
        n, low = n >> 7, n & 0x7F
        out.append(low | (0x80 if n else 0))
        if not n: return bytes(out)
def unvarint(b, i=0):
    n = shift = 0
    while True:
        n |= (b[i] & 0x7F) << shift; shift += 7; i += 1
        if not b[i - 1] & 0x80: return n, i
for n in (0, 127, 128, 300, 2 ** 40, 2 ** 70): print(n, varint(n).hex(), unvarint(varint(n)) == (n, len(varint(n))))
def crc32(data, crc=0xFFFFFFFF):
    for byte in data:
        crc ^= byte
        for _ in range(8): crc = (crc >> 1) ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF
print(hex(crc32(b"123456789")), crc32(b""), crc32(bytes(range(256))))
def pack(*fields):
    body = b"".join(varint(len(f)) + f for f in fields)
    return b"PK" + varint(len(body)) + body + crc32(body).to_bytes(4, "little")
def unpack(p):
    if p[:2] != b"PK": raise ValueError(f"bad magic {p[:2]!r}")
    n, i = unvarint(p, 2)
    body, crc = p[i:i + n], int.from_bytes(p[i + n:i + n + 4], "little")
    if crc != crc32(body): raise ValueError(f"bad crc {crc:08x}")
    fields, i = [], 0
    while i < n:
        size, i = unvarint(body, i)
        fields.append(body[i:i + size]); i += size
    return fields
p = pack(b"hello", b"", "é€".encode(), bytes(200))
print(len(p), p[:12], [f[:6] for f in unpack(p)])
for bad in (b"XX" + p[2:], p[:5] + b"!" + p[6:], p[:-1] + b"\0"):
    try: unpack(bad)
    except ValueError as e: print(e)
ALPHA = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
def b64(data):
    out = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        out += bytes(ALPHA[n >> s & 63] for s in (18, 12, 6, 0))[:len(chunk) + 1] + b"=" * (3 - len(chunk))
    return bytes(out).decode("ascii")
print(b64(b"Man"), b64(b"Ma"), b64(b"M"), b64(b""), b64(bytes(range(250, 256))))
def dump(b):
    for i in range(0, len(b), 16):
        row = b[i:i + 16]
        print(f"{i:04x}  {row.hex(' '):<47}  {''.join(chr(c) if 32 <= c < 127 else '.' for c in row)}")
dump(b"The quick\x00brown\xff fox\n")
def rle(b):
    out, i = bytearray(), 0
    while i < len(b):
        j = i
        while j < len(b) and b[j] == b[i] and j - i < 255: j += 1
        out += bytes((j - i, b[i])); i = j
    return bytes(out)
print(rle(b"aaabccccc"), bytes(x for n, c in zip(rle(b"aab")[::2], rle(b"aab")[1::2]) for x in [c] * n))
key = b"key"
enc = bytes(c ^ k for c, k in zip(b"secret text", key * 4))
print(enc.hex(), bytes(c ^ k for c, k in zip(enc, key * 4)))
