import errno
# args, str and repr of every common exception, plus the special attributes.
for e in [Exception(), Exception("a"), Exception("a", 1), KeyError("k"), KeyError(), KeyError("a", "b"), KeyError("it's"), ValueError(None), ValueError([1]), OSError(9999, "msg"), OSError(9999, "msg", "file"),
          OSError("one"), OSError(1, 2, "f", None, "g"), StopIteration(5), StopIteration(), SystemExit(), SystemExit(1), SystemExit(1, 2), UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad byte"),
          UnicodeEncodeError("ascii", "aé€", 1, 3, "ordinal"), UnicodeEncodeError("ascii", "é", 0, 1, "x"), UnicodeTranslateError("abc", 1, 2, "why"), ImportError("m", name="n", path="p"), NameError("nm", name="q"),
          AttributeError("at", name="w", obj=5), SyntaxError("msg"), SyntaxError("msg", ("f.py", 3, 5, "text")), SyntaxError("msg", ("f.py", 3, 5, "text", 4, 6)), AssertionError([]), ModuleNotFoundError(name="z")]:
    print(repr(e), "|", str(e), "|", e.args)
print(type(OSError(errno.ENOENT, "m")).__name__, type(OSError(errno.EEXIST, "m")).__name__, type(OSError(errno.EACCES, "")), type(OSError(12345, "")))
o = OSError(12345, "No", "a", None, "b")
print(o.errno, o.strerror, o.filename, o.filename2)
s = SyntaxError("msg", ("f", 1, 2, "t", 3, 4))
print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.print_file_and_line)
u = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")
print(u.encoding, u.object, u.start, u.end, u.reason)
u.start = 0; u.end = 2
print(u)
print(StopIteration(5).value, StopIteration().value, SystemExit((1, 2)).code, SystemExit().code)
for bad in ["UnicodeDecodeError()", "UnicodeDecodeError('u', 'str', 1, 2, 'r')", "SyntaxError('m', (1,))", "ImportError('m', foo=1)", "KeyError(x=1)", "NameError('a', nam='b')", "UnicodeEncodeError('a', b'', 0, 0, 'x')", "OSError(x=1)"]:
    try:
        print(bad, repr(eval(bad)))
    except TypeError as e:
        print(bad, "->", e)
e = Exception("a"); e.args = ["new", 2]; e.extra = 1
print(repr(e), e.args, vars(e), e == Exception("new", 2))
class My(Exception):
    def __init__(self, a, *, b): self.b = b
m = My(1, b=2)
print(m.args, str(m), repr(m), m.__dict__)
import pickle
print(pickle.loads(pickle.dumps(KeyError("k"))).args, pickle.loads(pickle.dumps(o)).filename2)
