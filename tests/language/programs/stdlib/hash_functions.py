# Every function beneath hashlib, at the lengths where padding and blocks change, whole and in pieces.
import _blake2
import _md5
import _sha1
import _sha2
import _sha3

functions = [
    _md5.md5, _sha1.sha1, _sha2.sha224, _sha2.sha256, _sha2.sha384, _sha2.sha512,
    _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _sha3.shake_128,
    _sha3.shake_256, _blake2.blake2b, _blake2.blake2s,
]
data = bytes(i * 7 + 3 & 255 for i in range(1000))
for f in functions:
    h = f()
    print(h.name, h.digest_size, h.block_size, type(h))
    size = (100,) if 'shake' in h.name else ()
    for n in (0, 1, 55, 56, 63, 64, 65, 71, 72, 103, 104, 111, 112, 127, 128, 129, 135, 136,
              137, 143, 144, 145, 167, 168, 169, 255, 256, 257, 1000):
        h = f(data[:n])
        copy = h.copy()
        print(n, h.hexdigest(*size))
        for i in range(n, 1000, 37):
            copy.update(memoryview(data)[i:i + 37])
        assert copy.digest(*size) == f(data).digest(*size)


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw).hexdigest())
    except Exception as e:
        print(type(e).__name__, e)


for f in functions[:4] + functions[-2:]:
    attempt(f, 'text')
    attempt(f, 1)
    attempt(f, b'', b'')
    attempt(f, data=b'a')
    attempt(f, string=b'a')
    attempt(f, b'a', string=b'b')
    attempt(f, b'a', usedforsecurity=False)
    attempt(f, memoryview(data)[::2])
for f in _blake2.blake2b, _blake2.blake2s:
    for kw in [
        {'digest_size': 0}, {'digest_size': 65}, {'digest_size': 20}, {'key': b'a' * 65}, {'key': b'a' * 32},
        {'salt': b'a' * 17}, {'person': b'a' * 17}, {'person': b'p', 'salt': b's'}, {'fanout': 256},
        {'depth': 0}, {'leaf_size': -1}, {'leaf_size': 2**32}, {'node_offset': 2**64}, {'node_offset': 2**48},
        {'node_depth': 256}, {'inner_size': 65}, {'last_node': True}, {'key': 'a'},
        {'fanout': 2, 'depth': 2, 'leaf_size': 5, 'node_offset': 7, 'node_depth': 1, 'inner_size': 32, 'key': b'k'},
    ]:
        attempt(f, data, **kw)
shake = _sha3.shake_128(b'abc')
print(shake.digest(3), shake.hexdigest(length=400))
for length in -1, 1 << 70, 1 << 29:
    try:
        shake.digest(length)
    except Exception as e:
        print(type(e).__name__, e)
