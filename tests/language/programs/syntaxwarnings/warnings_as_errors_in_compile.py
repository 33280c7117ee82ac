# The same problems under an error filter become SyntaxErrors with ranges.
import warnings
for src in ["x is 1", "'\\d'", "assert (1, 2)", "(1)(2)", "[1]['a']", "try: pass\nfinally: break" if 0 else "def f():\n try: pass\n finally: return 1", "1if 1else 2", "b'\\q'", "'\\400'", "f'\\w{1}'", "1 is not 'a'", "{}()", "None[0]", "(x for x in [])()", "(lambda: 0)[1]", "'a'['b']", "t'x'[0]", "0xfor 1"]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try: compile(src, "w.py", "exec"); print(repr(src), "no warning")
        except SyntaxError as e: print(repr(src), e.msg[:70], e.lineno, e.offset, e.end_lineno, e.end_offset)
