# Bytes and bytearrays: checksums, run lengths, translation, hex, slices.
# loops: 4
TABLE = []
for n in range(256):
    c = n
    for _ in range(8):
        c = 0xEDB88320 ^ (c >> 1) if c & 1 else c >> 1
    TABLE.append(c)


def crc(data):
    value = 0xFFFFFFFF
    for byte in data:
        value = TABLE[(value ^ byte) & 0xFF] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


def run_lengths(data):
    out = bytearray()
    i = 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] == data[i] and j - i < 255:
            j += 1
        out.append(j - i)
        out.append(data[i])
        i = j
    return bytes(out)


def expand(packed):
    out = bytearray()
    for i in range(0, len(packed), 2):
        out += packed[i + 1 : i + 2] * packed[i]
    return bytes(out)


def bench():
    data = bytes((i // 3 * 7) % 251 for i in range(60000))
    packed = run_lengths(data)
    assert expand(packed) == data
    buffer = bytearray(data)
    for i in range(0, len(buffer), 5):
        buffer[i] ^= 0x55
    text = bytes(buffer[:2000]).hex()
    return crc(data), len(packed), crc(buffer), len(text), bytes.fromhex(text)[:4]
