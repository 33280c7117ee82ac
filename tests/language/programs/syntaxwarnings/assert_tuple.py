# An assertion on a tuple is always true.
assert (1 == 2, "message")
print("reached")
def f():
    assert (False, "in function")
    assert (0), "fine"
try: f()
except AssertionError as e: print("failed", e)
