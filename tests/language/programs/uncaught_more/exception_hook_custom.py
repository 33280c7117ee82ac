# A hook set by the program prints instead of the default report.
import sys
def hook(kind, value, tb):
    lines = []
    while tb:
        lines.append(f"{tb.tb_frame.f_code.co_name}:{tb.tb_lineno}")
        tb = tb.tb_next
    print("hook:", kind.__name__, value, " > ".join(lines))
sys.excepthook = hook
def f(): g()
def g(): raise RuntimeError("for the hook")
f()
