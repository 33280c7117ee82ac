# _tokenize.TokenizerIter: tokens, lines and errors, with and without those that only tokenize wants.
import _tokenize
import io

SOURCES = ["", "x", "x = 1\n", "if x:\n  y\nz\n", "if x:\n  y", "# c", "x # c\n\n# d\n  # e\nif x: # f\n   y # g\nz\n",
           "(\n1,\n\n# c\n2)\n", "x = $ ? !\n", "x\r\ny\r\n", 'f"a{b}c{{d}}"\n', "f'{x=}'\n", "f'{a!r:>{w}}'\n", "f'''a\n{b}\nc'''\n",
           "t'{a}'\n", '"abc', '"""a\nb', '"""a\nb"""\n', "(", "[1,\n", "x\\\ny\n", "x\\", "x \\ y\n", "  x\n y\n",
           "if x:\n\ty\n        z\n", "0777\n", ")\n", "(]\n", 'é = "ü"\n', "é €\n", "x\0y\n", "1x\n", "1__0\n", "0o8\n", "\n\n\n",
           "a->b...:=!=<>//=**=>>=<<=@=\n", 'é"""ü\nñ""" ß\n', 'f"é{ü}ñ{ß}" é\n', "def f():\n\n  # c\n\n  x\n\n\n# d\ny\n",
           "f'{", "f'}'\n", "f'{a:b\n'", "x = 1 # é\n", "a\\\r\nb\r\n", "\t# c\n", "x\n   # c", 'ub""\n', "}\n"]
for source in SOURCES:
    for extra in (True, False):
        try:
            for token in _tokenize.TokenizerIter(io.StringIO(source, newline="\n").readline, extra_tokens=extra):
                print(token)
        except SyntaxError as e:
            print(type(e).__name__, e.args, e.lineno, e.offset)
for lines, encoding in ((["x = 1\ny\n"], None), (["x", "\n", "y\n"], None), ([1], None), ([b"x"], None), (["x"], "utf-8"),
                        ([b"\xe9=1\n"], "latin-1"), ([b"\xe9=1\n"], "utf-8"), (["\ud800"], None)):
    more = {"encoding": encoding} if encoding else {}
    try:
        print(list(_tokenize.TokenizerIter(iter(lines).__next__, extra_tokens=True, **more)))
    except Exception as e:
        print(type(e).__name__, e)


def broken():
    raise KeyError("gone")


try:
    next(_tokenize.TokenizerIter(broken, extra_tokens=True))
except KeyError as e:
    print(repr(e))
it = _tokenize.TokenizerIter(iter(["x\n"]).__next__, extra_tokens=True)
print(iter(it) is it, len(list(it)), list(it))
