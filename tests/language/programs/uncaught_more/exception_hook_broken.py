# A hook that fails: both errors are reported.
import sys
def hook(kind, value, tb):
    raise ZeroDivisionError("hook failed")
sys.excepthook = hook
print("before")
raise RuntimeError("the real one")
