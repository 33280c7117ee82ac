# NFKC folding of names, and odd letters.
naïve = 1
π = 3.14
变量 = "chinese"
ﬁ = "ligature"
print(naïve, π, 变量, fi)
print("fi" in globals(), "ﬁ" in globals())
class Été:
    ª = 5
print(Été.a, Été.__name__)
𝐱 = 10
print(x)
def ƒ(ａ, *, ｂ=2):
    return a + b
print(ƒ(1), ƒ(1, b=5), ƒ.__code__.co_varnames)
print("变量".isidentifier(), "1a".isidentifier(), "a·b".isidentifier(), "€".isidentifier(), "_".isidentifier(), "ª".isidentifier())
K = "kelvin"
K = K + "!"
print(K)
import keyword
print(keyword.iskeyword("match"), keyword.issoftkeyword("match"), keyword.softkwlist)
𝚍𝚎𝚏_ = 3
print(def_)
setattr(Été, "ﬁ", "raw")
print("ﬁ" in vars(Été), hasattr(Été, "fi"))
print(eval("ﬁ"), eval("𝐩𝐫𝐢𝐧𝐭")("math bold call"))
