# Modules run once, in order, with their own globals; errors leave no module behind.
print("main starts", __name__)
import first
import second
import first
from second import value, first as same
print(value, same is first, first.counter)
for _ in range(2):
    try: import failing
    except ZeroDivisionError as e: print("failed:", e)
import sys
print("failing" in sys.modules, "fail_helper" in sys.modules)
first.counter = 99
import first as again
print(again.counter, first.__name__, first.__file__.rsplit("/", 1)[-1], first.__spec__.name, first.__doc__)
import importlib
importlib.reload(first)
print(first.counter, first.leftover)
print(__name__, __doc__, __spec__, __package__)
