# No file has the empty name; a copy has its original's mode; a file's time becomes now.
import os, shutil, tempfile
folder = tempfile.mkdtemp()
os.chdir(folder)
open("a", "w").close()
calls = {
    "open": lambda p: open(p), "write": lambda p: open(p, "w"), "os.open": lambda p: os.open(p, os.O_RDONLY),
    "stat": os.stat, "lstat": os.lstat, "listdir": os.listdir, "scandir": os.scandir, "mkdir": os.mkdir,
    "rmdir": os.rmdir, "remove": os.remove, "chdir": os.chdir, "readlink": os.readlink,
    "truncate": lambda p: os.truncate(p, 0), "chmod": lambda p: os.chmod(p, 0o600),
    "from": lambda p: os.rename(p, "b"), "to": lambda p: os.rename("a", p), "symlink": lambda p: os.symlink(p, "s"),
    "access": lambda p: os.access(p, os.F_OK), "exists": os.path.exists, "isdir": os.path.isdir,
    "realpath": lambda p: os.path.realpath(p) == os.getcwd(), "copy": lambda p: shutil.copy("a", p),
}
for name, call in calls.items():
    for empty in ("", b""):
        try: print(name, call(empty))
        except (OSError, TypeError) as e: print(name, type(e).__name__, getattr(e, "strerror", e), e.__dict__)
        except NotImplementedError as e: print(name, e)
os.putenv("EMPTY", ""); os.environ["EMPTY"] = ""; print(repr(os.environ["EMPTY"]))
print(shutil.copy("a", "b"), shutil.copy2("a", "c"), sorted(os.listdir(".")), os.stat("a").st_mode == os.stat("b").st_mode)
print(os.chmod("b", os.stat("a").st_mode))
os.utime("a", (1, 2)); print(os.utime("a"), os.stat("a").st_mtime > 2)
for call in (lambda p: os.chmod(p, 0), os.utime):
    try: call("none")
    except OSError as e: print(type(e).__name__, e.filename)
os.chdir("/")
shutil.rmtree(folder)
print(os.path.exists(folder))
