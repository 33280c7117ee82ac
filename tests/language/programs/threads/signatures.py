# What inspect and help() show of the classes and functions of _thread and threading.
import _thread
import inspect
import signal  # whose SIGINT is a default
import threading

for module in (_thread, threading):
    for name in sorted(dir(module)):
        o = getattr(module, name)
        if callable(o) and not name.startswith("__"):
            try:
                print(module.__name__, name, type(o).__name__, inspect.signature(o))
            except ValueError as error:
                print(module.__name__, name, type(o).__name__, type(error).__name__)
