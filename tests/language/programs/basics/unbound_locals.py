# Names that are local because of a later assignment.
def a():
    try:
        print(v)
    except UnboundLocalError as e:
        print("a:", e)
    v = 1

def b():
    for i in []:
        pass
    try:
        return i
    except UnboundLocalError as e:
        return str(e)

def c(flag):
    if flag:
        import math as m
    try:
        return m.floor(2.5)
    except UnboundLocalError as e:
        return e.args

def d():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print("d:", type(e).__name__, e)
    later = 3
    return inner()

def e():
    try:
        raise ValueError("v")
    except ValueError as err:
        pass
    try:
        err
    except UnboundLocalError as u:
        return str(u)

def f():
    try:
        count += 1
    except UnboundLocalError as u:
        print("f:", u)
    count: int
    try:
        count
    except UnboundLocalError as u:
        print("f:", u)

count = 10
a()
print("b:", b())
print("c:", c(True), c(False))
print("d:", d())
print("e:", e())
f()
class UsesGlobal:
    count = count + 1
    try:
        nothing_here
    except NameError as n:
        print(n)
print(UsesGlobal.count, hasattr(UsesGlobal, "n"))
