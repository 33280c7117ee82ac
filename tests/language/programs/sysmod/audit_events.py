# What audit hooks are told of: every event that the interpreter itself and its modules raise.
import array, gc, io, marshal, os, pickle, sys, time, types

events = None


def show(v):
    if isinstance(v, (int, str, bytes, float, type(None), bool)):
        return repr(v)
    if isinstance(v, (tuple, list)) and len(v) < 6:
        return "(" + ", ".join(map(show, v)) + ")"
    if isinstance(v, (types.FunctionType, types.CodeType)):
        return "<" + type(v).__name__ + " " + getattr(v, "__name__", getattr(v, "co_name", "")) + ">"
    return "<" + type(v).__name__ + ">"


def hook(event, args):
    if events is not None and not event.startswith("os.fspath"):
        events.append((event, args))


sys.addaudithook(hook)


def run(name, f, *args):
    global events
    events = []
    try:
        f(*args)
    except Exception as e:
        error = type(e).__name__
    else:
        error = ""
    seen, events = events, None
    print(name, error)
    for event, args in seen:
        if event == "import":
            args = args[:2]
        if event == "os.listdir" and name == "import":
            continue
        if event == "builtins.id":
            args = ()
        print("   ", event, *map(show, args))


class C:
    def m(self):
        pass


def g():
    x = 1
    return lambda: x


o = C()
run("compile", compile, "1+1", "f.py", "eval")
run("compile bytes", compile, b"1", "f.py", "eval")
run("exec", exec, "a = 1")
run("eval", eval, "1 + 1")
code = compile("pass", "c.py", "exec")
run("exec code", exec, code, {})
run("id", id, 5)
run("getattr plain", getattr, o, "m")
run("function attributes", lambda: (g.__code__, g.__defaults__, g.__kwdefaults__, g.__globals__, g.__closure__, g.__name__))
run("set function attributes", lambda: (setattr(g, "__code__", g.__code__), setattr(g, "__defaults__", None), setattr(g, "__kwdefaults__", None), setattr(g, "__name__", "g"), setattr(g, "__doc__", None)))
run("delete function attributes", lambda: delattr(g, "__defaults__"))
run("delete kwdefaults", lambda: delattr(g, "__kwdefaults__"))
run("code attribute", lambda: o.m.__func__.__code__)
run("method func", lambda: o.m.__func__)
run("class set", lambda: setattr(o, "__class__", C))
run("bases", lambda: setattr(C, "__bases__", (object,)))
run("type name", lambda: setattr(C, "__name__", "C"))
run("type module", lambda: setattr(C, "__module__", "x"))
run("type doc", lambda: setattr(C, "__doc__", "x"))
run("type attribute", lambda: setattr(C, "x", 1))
run("mro dict", lambda: (C.__mro__, C.__dict__, C.__bases__, o.__dict__))
run("generator attributes", lambda: ((i for i in ()).gi_code, (i for i in ()).gi_frame))


async def co():
    yield


def frame_things():
    f = sys._getframe()
    f.f_code, f.f_globals, f.f_locals, f.f_back, f.f_trace


run("frame attributes", frame_things)
run("async generator", lambda: (co().ag_code, co().ag_frame))


async def co2():
    pass


def coroutine_things():
    c = co2()
    c.cr_code, c.cr_frame
    c.close()


run("coroutine", coroutine_things)


def traceback_things():
    try:
        1 / 0
    except ZeroDivisionError as e:
        t = e.__traceback__
        t.tb_frame, t.tb_next, t.tb_lineno


run("traceback", traceback_things)
run("code.replace", lambda: code.replace(co_name="other"))
run("FunctionType", lambda: types.FunctionType(code, {}))
run("CodeType", lambda: types.CodeType(0, 0, 0, 0, 1, 0, b"\x97\x00", (), (), (), "file", "name", "qual", 1, b"", b""))
run("def", exec, "def f(): pass")
run("lambda", lambda: (lambda: 0))
run("marshal.dumps", marshal.dumps, 5)
run("marshal.dumps 2", marshal.dumps, (5, 6), 2)
run("marshal.loads", marshal.loads, marshal.dumps(5))
run("marshal.dump", marshal.dump, 5, io.BytesIO())
run("marshal.load", marshal.load, io.BytesIO(marshal.dumps(5)))
run("pickle.loads", pickle.loads, pickle.dumps(io.BytesIO))
run("pickle loads class", pickle.loads, b"\x80\x03cio\nBytesIO\n.")
run("array", array.array, "i")
run("array init", array.array, "b", [1, 2])
run("array of text", array.array, "u", "ab")
run("gc.get_objects", gc.get_objects)
run("gc.get_objects 1", gc.get_objects, 1)
run("gc.get_objects kw", lambda: gc.get_objects(generation=0))
run("gc.get_referrers", gc.get_referrers, o)
run("gc.get_referents", gc.get_referents, o, 1)
run("sys._getframe", sys._getframe)
run("sys._getframe 1", sys._getframe, 1)
run("sys._getframemodulename", sys._getframemodulename, 1)
run("sys._current_frames", sys._current_frames)
run("sys._current_exceptions", sys._current_exceptions)
run("sys.settrace", lambda: sys.settrace(None))
run("sys.setprofile", lambda: sys.setprofile(None))
run("sys.set_asyncgen_hooks", lambda: sys.set_asyncgen_hooks(None, None))
run("sys.addaudithook", sys.addaudithook, lambda *a: None)
run("sys.audit", sys.audit, "mine", 1, "two")
run("sys.audit none", sys.audit, "mine")
run("time.sleep", time.sleep, 0)
run("time.sleep float", time.sleep, 0.001)
run("time.sleep wrong", time.sleep, -1)
run("time.sleep str", time.sleep, "x")
sys.breakpointhook = lambda *a: None
run("breakpoint own", breakpoint)
d = "audit_dir"
run("os.mkdir", os.mkdir, d)
run("os.mkdir mode", lambda: os.mkdir(d + "2", mode=0o700, dir_fd=None))
run("os.rmdir", os.rmdir, d + "2")
p = os.path.join(d, "file")
run("open", lambda: open(p, "w").close())
run("open rb", lambda: open(p, "rb").close())
run("open rb+", lambda: open(p, "rb+", buffering=0).close())
run("open x", lambda: open(p, "x"))
run("open missing", lambda: open("missing"))
run("io.FileIO", lambda: io.FileIO(p).close())
run("io.open_code", lambda: io.open_code(os.path.abspath(p)).close())
run("open fd", lambda: open(1, "w", closefd=False))
run("os.open", lambda: os.close(os.open(p, os.O_RDONLY)))
run("os.listdir", os.listdir, d)
run("os.listdir default", os.listdir)
run("os.scandir", lambda: os.scandir(d).close())
run("os.chmod", os.chmod, p, 0o644)
run("os.rename", os.rename, p, p + "2")
run("os.replace", os.replace, p + "2", p)
run("os.utime", os.utime, p, (1, 1))
run("os.utime ns", lambda: os.utime(p, ns=(1, 1)))
run("os.symlink", os.symlink, "file", p + "s")
run("os.stat", os.stat, p)
run("os.remove", os.remove, p)
run("os.unlink", os.unlink, p + "s")
run("os.putenv", os.putenv, "AUDIT", "1")
run("os.unsetenv", os.unsetenv, "AUDIT")
run("os.environ", lambda: os.environ.__setitem__("AUDIT", "1"))
run("os.chdir", os.chdir, ".")
run("os.getcwd", os.getcwd)
run("os.walk", lambda: list(os.walk(d)))
run("os.rmdir 2", os.rmdir, d)
run("import", exec, "import this_is_no_module")
run("import cached", exec, "import sys")
run("input", lambda: input("? "))


class Del:
    def __del__(self):
        raise ValueError("del")


sys.unraisablehook = lambda u: None
run("unraisable", lambda: Del() and None)
sys.excepthook = lambda *a: None
events = []
import atexit


@atexit.register
def report():
    global events
    seen, events = events, None
    for event, args in seen:
        if event.startswith("sys."):
            print("   ", event, *map(show, args))


raise KeyError("end")
