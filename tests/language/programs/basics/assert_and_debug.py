# assert evaluates its message only when it fails; __debug__ is a constant.
def msg():
    print("message made")
    return "why"

assert True, msg()
try:
    assert 1 == 2, msg()
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert 0, (1, 2)
except AssertionError as e:
    print(e.args)
AssertionErrorSaved = AssertionError
AssertionError = ValueError
try:
    assert False, "shadowing the name does not matter"
except AssertionErrorSaved as e:
    print(type(e).__name__, e)
del AssertionError
print(__debug__)
try:
    compile("__debug__ = 1", "x", "exec")
except SyntaxError as e:
    print(e.msg)
if __debug__:
    print("debug mode")
