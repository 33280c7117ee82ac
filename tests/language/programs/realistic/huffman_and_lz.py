# Compression by hand: Huffman codes with a heap, LZ77 pairs, run length; all round trips.
import heapq
from collections import Counter
def codes(text):
    heap = [(n, i, c) for i, (c, n) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap); k = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], k, (a[2], b[2]))); k += 1
    out = {}
    def walk(t, pre):
        if isinstance(t, str): out[t] = pre or "0"
        else: walk(t[0], pre + "0"); walk(t[1], pre + "1")
    if heap: walk(heap[0][2], "")
    return out
def pack(bits): return len(bits) % 8, bytes(int(bits[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8))
def unpack(tail, data):
    bits = "".join(f"{b:08b}" for b in data)
    return bits[:len(bits) - (8 - tail) % 8] if tail else bits
def decode(bits, table):
    rev, cur, out = {v: k for k, v in table.items()}, "", []
    for b in bits:
        cur += b
        if cur in rev: out.append(rev[cur]); cur = ""
    return "".join(out)
text = "she sells sea shells by the sea shore"
t = codes(text); bits = "".join(t[c] for c in text)
tail, data = pack(bits)
print(sorted(t.items(), key=lambda kv: (len(kv[1]), kv[1])), len(bits), len(data), data.hex())
print(decode(unpack(tail, data), t) == text, codes(""), codes("aaa"), all(not a.startswith(b) for a in t.values() for b in t.values() if a != b))
def lz(s, window=64):
    i, out = 0, []
    while i < len(s):
        best = (0, 0)
        for j in range(max(0, i - window), i):
            n = 0
            while i + n < len(s) - 1 and s[j + n] == s[i + n]: n += 1
            if n > best[1]: best = (i - j, n)
        out.append((*best, s[i + best[1]])); i += best[1] + 1
    return out
def unlz(ts):
    s = ""
    for d, n, c in ts:
        for _ in range(n): s += s[-d]
        s += c
    return s
z = lz(text * 2); print(len(text * 2), len(z), z[:6], z[-2:], unlz(z) == text * 2)
def bwt(s): s += "\0"; r = sorted(s[i:] + s[:i] for i in range(len(s))); return "".join(x[-1] for x in r)
def ibwt(l):
    t = [""] * len(l)
    for _ in l: t = sorted(a + b for a, b in zip(l, t))
    return next(x for x in t if x.endswith("\0"))[:-1]
print(repr(bwt("banana")), ibwt(bwt("banana")), ibwt(bwt(text)) == text)
def mtf(s):
    alpha, out = sorted(set(s)), []
    for c in s: i = alpha.index(c); out.append(i); alpha.insert(0, alpha.pop(i))
    return out
print(mtf("bananaaa"), mtf(bwt(text)).count(0), mtf(text).count(0))
