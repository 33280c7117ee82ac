import os, posixpath as pp
print(pp.join("a", "b", "../c"), pp.join("a", "/b"), pp.join("", "x"), pp.join("a/", ""), pp.normpath("a//b/./c/../d"), pp.normpath("/../x"), pp.normpath(""), pp.split("/a/b"), pp.splitext("x.tar.gz"), pp.splitext(".rc"), pp.basename("/a/b/"), pp.dirname("/a/b"), pp.isabs("/x"), pp.commonpath(["/a/b/c", "/a/b/d"]), pp.commonprefix(["abc", "abd"]), pp.relpath("/a/b", "/a/c"), pp.expanduser("x"), pp.splitroot("//a/b"), pp.splitdrive("/x"))
for f in (lambda: pp.join("a", 5), lambda: pp.join(b"a", "b"), lambda: pp.commonpath([]), lambda: pp.commonpath(["/a", "b"]), lambda: pp.relpath(""), lambda: os.fspath(5), lambda: os.environ["NO_SUCH_VAR_X"], lambda: os.stat("/no/such/path/x"), lambda: os.listdir("/no/such"), lambda: os.getenv("NO_SUCH_VAR_X", "dflt"), lambda: os.fsencode("é"), lambda: os.fsdecode(b"\xff") == "\udcff"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e if not isinstance(e, OSError) else e.strerror is not None)
os.environ["KRAIT_TEST_VAR"] = "v"; print(os.environ.get("KRAIT_TEST_VAR"), os.getenv("KRAIT_TEST_VAR"), "KRAIT_TEST_VAR" in os.environ); del os.environ["KRAIT_TEST_VAR"]; print(os.environ.pop("KRAIT_TEST_VAR", None))
try: os.environ["x"] = 5
except TypeError as e: print(e)
class P:
    def __fspath__(self): return "from/fspath"
print(os.fspath(P()), pp.join(P(), "x"), os.path.exists(P()), os.sep, os.linesep == "\n", os.name, os.curdir, os.pardir, os.extsep, os.devnull, len(os.urandom(4)), isinstance(os.getpid(), int), os.cpu_count() is None or os.cpu_count() > 0)
from pathlib import PurePosixPath as PP, PureWindowsPath as PW, Path
p = PP("/a/b/c.tar.gz")
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.anchor, list(p.parents), p / "d", "x" / PP("y"), p.with_name("z"), p.with_suffix(".x"), p.with_stem("q"), p.relative_to("/a"), p.is_absolute(), p.match("*.gz"), p.full_match("/a/*/c*"), PP("a/../b"), PP("a//b/."), PP(""), PP("a") < PP("b"), hash(PP("a")) == hash(PP("a")), repr(p), p.as_posix(), p.joinpath("x", "y"), p.is_relative_to("/a"), PP("a", "/b"), PW("c:\\x\\y").drive, PW("C:/A") == PW("c:/a"), str(PW("a/b")), PP("/a").as_uri(), bytes(PP("a")))
for f in (lambda: p.relative_to("/x"), lambda: p.with_name(""), lambda: PP("/").with_suffix(".x"), lambda: PP(5), lambda: p / 5, lambda: PP("a").as_uri(), lambda: p.with_suffix("x"), lambda: Path("/no/such/f").read_text(), lambda: p < "x"):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(":")[0][:80] if isinstance(e, OSError) else e) if not isinstance(e, OSError) else print(type(e).__name__)
