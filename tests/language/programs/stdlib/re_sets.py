# Sets of characters below and above 256, in every way that case is ignored, in texts of each width.
import itertools
import re
import sys

SETS = (
    r"[a-z] \d \w \s \D \W \S [^\d] [\w.] [^a-c\s] [Ѐ-ӿ] [à-ÿ] [^à-ÿ] [A-Za-z_] [ẞs] [İi] [kK] [^K] [😀-🙏] "
    r"[\x00-\x1f] [µμ] [Ā-ƀ] [ſ] [^ǅ] [ÿŸ] [^\W\d_] [\xff-Ā] [ﬅﬆ]"
).split()
CHARACTERS = [chr(i) for i in range(0x250)] + list("μΜабЖӿᲀ٠\u2028ẞKÅﬅﬆ😀🙏🙐𐐀𐐨\U0010ffff")
TEXTS = "".join(CHARACTERS[:256]), "".join(CHARACTERS[:-6]), "".join(CHARACTERS)

for source in SETS:
    for flags in (0, re.I, re.A, re.A | re.I):
        pattern = re.compile(source, flags)
        found = [pattern.findall(text) for text in TEXTS]
        digest = sum(ord(c) * i for each in found for i, c in enumerate(each, 1))
        alone = [c for c in CHARACTERS if pattern.fullmatch(c)]
        print(source, flags, *map(len, found), digest, alone == found[2])
        more = re.compile(source + "{2,4}" + source + "?(?:" + source + "|x)*", flags)
        print(*(m.span() for text in TEXTS for m in itertools.islice(more.finditer(text), 3)))
    if source.isascii():
        for flags in (0, re.I, re.L, re.L | re.I):
            print(len(re.findall(source.encode(), bytes(range(256)), flags)), end=" ")
        print()

# The same set in many places, many sets, and what is looked for first.
print(re.findall(r"\d\d-\d\w|\w\d", "12-3x a9 -4"), re.search("[xyz][a-c]+[xyz]", "--xabcabz"))
many = "|".join("[%s%s]%d" % (chr(97 + i % 26), chr(65 + i % 26), i) for i in range(300))
print(re.findall(many, "a0 b1 z25 a26 b27 q999 c28 n299"))
a, b = re.compile(many), sys.modules["re"]._compiler.compile(many)
print(a == b, hash(a) == hash(b), a == re.compile(many + "x"), sys.getsizeof(a) > sys.getsizeof(re.compile("a")))
