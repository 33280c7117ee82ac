# The doc of a new class must have a form in UTF-8; one set later need not.


class Text(str):
    pass


for doc in ('x', '\xc4', '\U0001f40d', 'x\x00y', b'x', 42, None, 'x\udcdcy', '\ud800', Text('\udcdc')):
    try:
        print(ascii(type('A', (), {'__doc__': doc}).__doc__))
    except Exception as e:
        print(type(e).__name__, e)
A = type('A', (), {})
A.__doc__ = 'x\udcdc'
print(ascii(A.__doc__))
