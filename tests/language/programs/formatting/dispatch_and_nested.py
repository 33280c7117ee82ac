class F:
    def __init__(self, log): self.log = log
    def __format__(self, spec): self.log.append(spec); return f"<{spec}>"
log = []
f = F(log)
w, p = 7, 3
print(f"{f}", f"{f:}", f"{f:abc}", f"{f:{w}.{p}}", f"{f:{'>' + str(w)}}", f"{f:%Y-%m-%d}", f"{f: }", f"{f:{{}}}" if 0 else "", "{:x{}y{}z}".format(f, 1, 2), "{0:{1}{2}}".format(f, "<", 9), format(f), format(f, "spec"), sep="\n")
print(log)
print(f"{3.14159:{w}.{p}f}|{'s':{'^'}{w}}|{5:0{w}}|{5:{'+'}{'0'}{4}}|{255:{'#'}{'x'}}")
for bad in [lambda: f"{f:{1}{2}}"[:3], lambda: format(F([]), 5), lambda: "{:{}}".format(5, "d"), lambda: "{:{}}".format(5), lambda: "{:{x}}".format(5, x="03"), lambda: "{:{:{}}}".format(1, 2, 3), lambda: f"{5:{'q'}}", lambda: f"{5:{None}}", lambda: f"{5:{w!r}}", lambda: f"{5:{w:{w}}}"]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class Bad:
    def __format__(self, spec): return 5
try: f"{Bad()}"
except TypeError as e: print(e)
class NoFmt: __format__ = None
try: f"{NoFmt()}"
except TypeError as e: print(e)
class Inh: 
    def __str__(self): return "inh"
print(f"{Inh()}", f"{Inh()!s:>5}")
try: f"{Inh():>5}"
except TypeError as e: print(e)
import datetime
d = datetime.date(2024, 2, 29)
print(f"{d:%d.%m.%Y} {d} {d!r} {d:}", "{:%A}".format(d))
