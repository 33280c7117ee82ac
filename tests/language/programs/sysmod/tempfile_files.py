# Real files in a temporary directory.
import os, tempfile, io, pathlib
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "a.txt")
    with open(p, "w", encoding="utf-8") as f: print(f.write("héllo\nworld\n"), f.mode, f.closed, os.path.basename(f.name), f.encoding, f.tell())
    with open(p) as f: print(f.read(3), f.tell() > 0, f.readline(), f.readlines(), f.closed)
    print(f.closed, os.path.getsize(p), open(p, "rb").read(), [l.strip() for l in open(p)])
    with open(p, "a") as f: f.write("more")
    with open(p, "r+") as f: f.seek(0); f.write("H"); f.seek(0, 2); f.write("!")
    print(pathlib.Path(p).read_text(), sorted(os.listdir(d)))
    with open(p, "x") if 0 else open(os.path.join(d, "b.bin"), "xb") as f: f.write(bytes(range(5))); f.seek(2); f.write(b"\xff"); f.truncate(4)
    with open(os.path.join(d, "b.bin"), "rb", buffering=0) as f: print(f.read(2), f.read(), type(f).__name__, f.seek(1), f.readall())
    for args in [(p, "x"), (os.path.join(d, "none"),), (d,), (p, "q"), (p, "rw"), (p, "r", 0), (p, "r", -1, "no-enc"), ("",), (5.5,), (p, "rb", -1, "utf-8"), (p + "\0",), (p, 5), (p, "w+r")]:
        try: open(*args); print("opened")
        except Exception as e: print(type(e).__name__, str(e).split("'")[0].split("]")[-1].strip()[:60])
    with open(p) as f:
        for bad in (lambda: f.write("x"), lambda: f.seek(-1, 2), lambda: f.seek(1, 1)):
            try: bad()
            except (io.UnsupportedOperation, ValueError) as e: print(type(e).__name__, e)
    try: f.read()
    except ValueError as e: print(e)
    sub = pathlib.Path(d) / "sub" / "deep"
    sub.mkdir(parents=True); (sub / "x.py").write_text("print(1)\n"); (sub / "y.txt").write_bytes(b"y")
    print(sorted(q.relative_to(d).as_posix() for q in pathlib.Path(d).rglob("*")), sorted(q.name for q in sub.glob("*.py")), sub.is_dir(), (sub / "x.py").stat().st_size, sub.exists(), [sorted(x) for _, *xs in os.walk(d) for x in xs])
    os.rename(p, p + "2"); os.remove(p + "2"); (sub / "y.txt").unlink(); print(sorted(os.listdir(d)), os.path.exists(p))
    for bad in (lambda: os.rmdir(sub.parent), lambda: os.remove(p), lambda: sub.mkdir(), lambda: (sub / "nope").read_text(), lambda: os.listdir(p)):
        try: bad()
        except OSError as e: print(type(e).__name__, e.strerror is not None)
    import sys
    sys.path.insert(0, str(sub)); sys.dont_write_bytecode = True
    (sub / "mymod.py").write_text("import sys\nX = 5\ndef f(): return __name__, X\nprint('loading', __name__)\n")
    (sub / "pkg").mkdir(); (sub / "pkg" / "__init__.py").write_text("from .a import A\nfrom . import b\n__all__ = ['A', 'b']\n")
    (sub / "pkg" / "a.py").write_text("from . import b\nA = 'A' + b.B\n"); (sub / "pkg" / "b.py").write_text("B = 'b'\n"); (sub / "pkg" / "__main__.py").write_text("print('main of', __package__)\n"); (sub / "bad.py").write_text("x = (\n"); (sub / "circ1.py").write_text("import circ2\nfrom circ2 import z\n"); (sub / "circ2.py").write_text("from circ1 import y\nz = 1\n")
    import mymod, pkg
    from pkg import *
    print(mymod.f(), os.path.basename(mymod.__file__), pkg.A, b.B, A, pkg.__path__[0].endswith("pkg"), pkg.a.__package__)
    try: import bad
    except SyntaxError as e: print(os.path.basename(e.filename), e.lineno, e.msg)
    try: import circ1
    except ImportError as e: print(str(e).split(" (/")[0].replace(str(sub), "SUB"))
    import runpy; print(runpy.run_path(str(sub / "mymod.py"))["X"]); runpy.run_module("pkg", run_name="__main__") and None
    sys.path.pop(0)
