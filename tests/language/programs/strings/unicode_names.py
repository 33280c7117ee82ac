"""Every character's name, and characters by their names."""
import binascii
import unicodedata

ranges = [(0, 0x3400), (0x4DB0, 0x4E10), (0x9FF0, 0xAC10), (0xD7A0, 0xD7B0), (0xF8F0, 0x10000), (0x10000, 0x17010),
          (0x187F0, 0x18D10), (0x1AFF0, 0x1FC00), (0x2F800, 0x2FA20), (0xE0000, 0xE0200)]
for first, end in ranges:
    count = checksum = 0
    for c in range(first, end):
        name = unicodedata.name(chr(c), "")
        if not name:
            continue
        count += 1
        checksum = binascii.crc32(name.encode(), checksum)
        if c % 11 == 0:
            assert unicodedata.lookup(name) == chr(c) == unicodedata.lookup(name.lower()), name
    print(f"{first:X}-{end:X}: {count} names, {checksum:08x}")

for alias in "NBSP", "LF", "NO-BREAK SPACE", "ZWJ", "BELL", "ALERT", "LATIN CAPITAL LETTER GHA", "KEYCAP DIGIT ONE":
    try:
        print(alias, [f"{ord(c):X}" for c in unicodedata.lookup(alias)])
    except KeyError as e:
        print(e)
print("\N{BULLET}", ascii("\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{zero width joiner}"))
