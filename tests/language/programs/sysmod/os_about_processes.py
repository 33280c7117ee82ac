# What os says about the process and the system, and of the ends of other processes.
import os, platform, shutil, sys
print(type(os.uname()).__name__, len(os.uname()), os.uname().sysname == os.uname()[0], platform.system() == os.uname().sysname)
t = os.times(); print(type(t).__name__, len(t), t.user >= 0, t.elapsed >= 0, t[4] == t.elapsed)
print([os.WIFEXITED(s) for s in (0, 256, 9, 0x137F)], [os.WIFSIGNALED(s) for s in (0, 256, 9, 0x137F)], [os.WIFSTOPPED(s) for s in (0, 256, 9, 0x137F)])
print(os.WEXITSTATUS(256), os.WTERMSIG(9), os.WSTOPSIG(0x137F), os.waitstatus_to_exitcode(256 * 3), os.waitstatus_to_exitcode(9))
try: os.waitstatus_to_exitcode(0x137F)
except ValueError as e: print(e)
print(os.EX_OK, os.EX_USAGE, os.EX_CONFIG, os.getppid() >= 0, os.getuid() >= 0, os.getgid() >= 0, os.DirEntry[str])
with open("f", "wb+") as f:
    print(os.pwrite(f.fileno(), b"hello", 2), os.pread(f.fileno(), 3, 3), os.pread(f.fileno(), 99, 6), f.tell(), os.pread(f.fileno(), 5, 99))
    for bad in (lambda: os.pread(f.fileno(), -1, 0), lambda: os.pread(f.fileno(), "1", 0), lambda: os.pwrite(f.fileno(), "x", 0)):
        try: print(bad())
        except (OSError, TypeError) as e: print(type(e).__name__, e if isinstance(e, TypeError) else "")
s = os.statvfs("."); print(type(s).__name__, s.f_bsize == s[0], s.f_namemax)
print(os.sysconf("SC_PAGE_SIZE") > 0, os.register_at_fork(before=print))
try: os.sysconf("SC_NO_SUCH")
except ValueError as e: print(e)
