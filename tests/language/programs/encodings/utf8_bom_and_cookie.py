# coding: utf-8
# Both a mark and a cookie that agree.
print(ascii("é€😀"))
def ƒ(ñ): return ñ * 2
print(ƒ("ø").encode())
print(ƒ.__name__.encode(), ƒ.__code__.co_varnames[0].encode())
