"module doc"
1; "not doc"; [print("list")]; ...; None
(print("paren"))
print("a"), print("b")
x = 1; x; x + 1
lambda: print("never")
[print(i, end=" ") for i in range(3)]; print()
{print("set elem")}
print("or") or print("or2") or 1
1 if print("cond") else 2
not print("not")
(yield_ := 3); yield_
f"{print('in f-string')}"
-x; ~x; x < 2 < 3; x in [1]; x is x
"""multi
line"""
b"bytes"; 1j; .5; 0xff
def f():
    "f doc"; return 1
def g():
    x
    "not g doc"
def h(): "one line doc"
def k(): """k"""; pass
class C: "c doc"; y = 1
class D:
    y = 1
    "not d doc"
class E:
    f"{1}"
def m():
    "a" "b"
def n():
    r"raw \d"
def o():
    u"unicode prefix"
def p():
    ("paren doc")
print(__doc__, f.__doc__, g.__doc__, h.__doc__, k.__doc__, C.__doc__, D.__doc__, E.__doc__, m.__doc__, n.__doc__, o.__doc__, p.__doc__)
