import sys
def inner(): raise KeyError("original place")
try:
    inner()
except KeyError as e:
    saved = e.__traceback__
print("raising with the old traceback")
raise ValueError("new error").with_traceback(saved)
