# What errors and audit events of os name: the text or bytes of a path object, never the object.
import array, ast, gc, io, os, pathlib, sys


class Named:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


seen = None
sys.addaudithook(lambda event, args: seen is not None and event.startswith(("os.", "open")) and seen.append((event, args)))


def call(name, *args, **kwargs):
    global seen
    seen = []
    try:
        getattr(os, name)(*args, **kwargs)
    except OSError as e:
        end = type(e).__name__, e.filename, e.filename2
    except Exception as e:
        end = type(e).__name__, str(e)
    else:
        end = None
    told, seen = seen, None
    if isinstance(args[0], int):  # a descriptor, whose number is the host's affair
        hide = lambda values: values and tuple("fd" if v == args[0] else v for v in values)
        end, told = hide(end), [(event, hide(values)) for event, values in told]
    print(name, end, told)


for path in ("nope", b"nope", pathlib.Path("nope"), Named("nope"), Named(b"nope"), Named(Named("nope")), Named(5), 5.5):
    for name in "stat lstat chdir rmdir unlink remove listdir scandir readlink statvfs utime".split():
        call(name, path)
    call("chmod", path, 0o600)
    call("open", path, os.O_RDONLY)
    call("rename", path, path)
    call("replace", path, "x")
    call("symlink", path, Named("nowhere/x"))
call("mkdir", pathlib.Path("nowhere/x"))
for path in "nope", "nope/x":
    p = pathlib.Path(path)
    for call_it in p.stat, p.read_text, p.unlink, p.mkdir, p.rmdir, p.readlink, lambda: list(p.iterdir()), lambda: p.rename("y"), lambda: io.FileIO(p):
        try:
            call_it()
        except OSError as e:
            print(e)
        else:
            p.rmdir()

os.makedirs("d/e")
for entry in os.scandir("d"):
    for name in "listdir scandir rmdir stat rmdir".split():
        call(name, entry)
call("chown", "d", -1, -1)
call("chown", "d", 2**32 - 1, 0)
call("chown", "d", -2, 0)
with open("d/f", "w") as file:
    for name in "utime", "listdir":
        call(name, file.fileno())
    seen = []
    os.ftruncate(file.fileno(), 3)
    print([event for event, args in seen])
    seen = None
call("putenv", "a=", "b")
call("putenv", Named("a"), Named(b"b"))
call("unsetenv", Named("a"))

# Events that come before their arguments are looked at; trees; files opened to show the line of an error.
events = None
sys.addaudithook(lambda *event: events is not None and events.append(event))
with open("lines.py", "w") as file:
    file.write("first\nsecond\n")


def run(f, *args):
    global events
    events = []
    try:
        f(*args)
    except Exception as e:
        text = type(e).__name__, str(e), getattr(e, "text", None)
    else:
        text = None
    told, events = events, None
    print(text, [(event, [a if isinstance(a, (str, bytes, int, type(None))) else type(a) for a in args]) for event, args in told])


for generation in 7, 3, -1, -2:
    run(gc.get_objects, generation)
tree = ast.parse("1")
run(compile, tree, "f", "exec")
run(compile, tree, "f", "eval")
for source in "1 +", "x = 1\nreturn", "\n\n\nx y", "break":
    for mode in "exec", "single":
        for name in "lines.py", "absent.py", "a\0b":
            run(compile, source, name, mode)
run(array.array, "i", (1,))


def refuse(event, args):
    if event == "open":
        raise PermissionError


sys.addaudithook(refuse)
run(compile, "1 +", "lines.py", "exec")
run(compile, "return", "lines.py", "exec")
