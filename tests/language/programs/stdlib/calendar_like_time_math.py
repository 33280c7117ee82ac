# The time-free parts of time and errno, stat and signal constants.
import time, errno, stat, signal, os
t = time.gmtime(0); print(t, t.tm_year, t[:3], time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", t), time.struct_time(range(9)), time.asctime(t), time.gmtime(86400 * 365).tm_yday, time.gmtime(-1)[:6], time.gmtime(1e9)[:6], t == time.gmtime(0), t.tm_zone, t.tm_gmtoff)
print(time.strptime("2024-02-29", "%Y-%m-%d")[:8], time.strptime("Tue 5 Mar 14:03:09 2024", "%a %d %b %H:%M:%S %Y")[:6], isinstance(time.time(), float), time.monotonic() <= time.monotonic(), isinstance(time.time_ns(), int), time.perf_counter() >= 0, time.process_time() >= 0, time.get_clock_info("monotonic").monotonic)
for f in (lambda: time.gmtime("x"), lambda: time.struct_time([1]), lambda: time.strftime("%Y", (1,)), lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.strptime("x", "%Y"), lambda: time.gmtime(1e30), lambda: time.asctime(5), lambda: time.get_clock_info("nope"), lambda: time.strftime(5), lambda: time.sleep(0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(errno.errorcode[errno.ENOENT], errno.errorcode[errno.EACCES], os.strerror(errno.ENOENT), type(OSError(errno.ENOTDIR, "x")).__name__, [type(OSError(getattr(errno, n), "")).__name__ for n in ("EEXIST", "EISDIR", "EPIPE", "EAGAIN", "ECHILD", "EINTR", "ESRCH", "ETIMEDOUT", "ECONNREFUSED", "ECONNRESET", "EPERM", "EINVAL")])
print(stat.S_ISDIR(0o040755), stat.S_ISREG(0o100644), stat.filemode(0o100644), stat.filemode(0o040755), stat.filemode(0o120777), stat.filemode(0o104755), stat.S_IMODE(0o100644), stat.S_IFMT(0o100644) == stat.S_IFREG, stat.S_IRWXU, stat.S_ISLNK(0))
print(signal.SIGINT.name, int(signal.SIGTERM), signal.Signals(2), signal.SIG_DFL is not None, signal.getsignal(signal.SIGINT) is signal.default_int_handler, sorted(s.name for s in signal.Signals if s.name in ("SIGINT", "SIGTERM", "SIGKILL")))
old = signal.signal(signal.SIGINT, lambda s, f: None); print(old is signal.default_int_handler, callable(signal.getsignal(signal.SIGINT)), signal.signal(signal.SIGINT, old) is not None)
for f in (lambda: signal.signal(999, old), lambda: signal.signal(signal.SIGINT, 5), lambda: signal.getsignal(-1), lambda: signal.Signals(999), lambda: signal.default_int_handler(2, None)):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
got = []
signal.signal(signal.SIGTERM, lambda s, f: got.append(signal.Signals(s).name)); signal.raise_signal(signal.SIGTERM)
for _ in range(100): pass
print(got); signal.signal(signal.SIGTERM, signal.SIG_DFL)
