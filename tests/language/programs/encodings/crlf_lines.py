# Lines end with CR LF.
def f(x):
    """doc
    second line"""
    if x:
        return "yes\
 joined"
    return """a
b"""
print(repr(f(1)), repr(f(0)), repr(f.__doc__))
print(repr("""x

y"""), (1 +
  2), f(
  1))
