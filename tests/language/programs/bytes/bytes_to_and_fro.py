# Checksums, base64, hexadecimal, letter case, translation, wide encodings, normal forms: of random data of each length,
# whole and damaged.
import binascii, random, base64
choose = random.Random(4)
for n in [*range(20), 257]:
    b = choose.randbytes(n)
    print(binascii.crc32(b), binascii.crc32(b, n * 77777), b.hex(), binascii.unhexlify(b.hex()), binascii.a2b_hex(b.hex().upper()) == b)
    e = base64.b64encode(b)
    print(e, base64.b64decode(e) == b)
    for k in range(6):
        x = bytearray(e)
        if x:
            for _ in range(choose.randrange(1, 4)):
                x[choose.randrange(len(x))] = choose.choice(b'=\n-_ A/+\xff\x00')
        for strict in (0, 1):
            try:
                print(binascii.a2b_base64(bytes(x), strict_mode=strict))
            except Exception as ex:
                print(ex)
        h = bytearray(b.hex().encode())
        if h:
            h[choose.randrange(len(h))] = choose.choice(b'gG/:@`\xff09afAF')
        try:
            print(binascii.unhexlify(bytes(h)))
        except Exception as ex:
            print(ex)
    print(b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), bytearray(b).title(), bytearray(b).capitalize(), bytearray(b).upper())
    t = choose.randbytes(256)
    print(b.translate(t), b.translate(t, b'abc\x00'), b.translate(None, b[:3]), bytearray(b).translate(t, b[:1]), b.translate(None) is b, b.translate(bytes(range(256))) is b, bytearray(b).translate(None))
    u = ''.join((chr(choose.choice([choose.randrange(128), choose.randrange(256), choose.randrange(55296), choose.randrange(57344, 1114112), choose.randrange(65536)])) for _ in range(n)))
    for enc in ('utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be'):
        for er in ('strict', 'replace', 'backslashreplace', 'surrogatepass', 'ignore', 'xmlcharrefreplace', 'namereplace'):
            try:
                print(u.encode(enc, er).hex())
            except Exception as ex:
                print(ascii(ex))
    import unicodedata
    w = ''.join((chr(choose.choice([choose.randrange(128), choose.randrange(384), choose.randrange(768, 880), choose.randrange(44032, 55204), choose.randrange(7680, 8448), choose.randrange(160, 55296)])) for _ in range(n)))
    for f in ('NFC', 'NFD', 'NFKC', 'NFKD'):
        print(ascii(unicodedata.normalize(f, w)), unicodedata.is_normalized(f, w), ascii(unicodedata.ucd_3_2_0.normalize(f, w)))
