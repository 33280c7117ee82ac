# Identifiers are compared after NFKC normalization.
ﬁle = 1
print(file, "ﬁle" in globals(), "file" in globals())
class K: pass
print(K.__name__, K is K)
def ẛ̣(): return "long s with dots"
print(ṩ(), ascii(ṩ.__name__))
ö = "o + combining"
print(ascii(ö), ascii([k for k in globals() if len(k) == 1 and ord(k) > 127]))
class A:
    ℕ = 5
    def m(self, ｘ=1): return x
print(A.N, hasattr(A, "ℕ"), getattr(A, "N"), A.m.__code__.co_varnames, A().m())
d = dict(ﬁrst=1)
print(d, ascii((lambda **k: list(k))(**{"①": 1})))
from math import pi as ℼ
print(π == ℼ, π > 3)
