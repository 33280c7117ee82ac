# Many threads import a module whose body takes a while and fails: each waits for the import in progress, and none for ever.
import importlib.abc
import importlib.util
import sys
import time
from together import run


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("fails"):
            return importlib.util.spec_from_loader(name, self)

    def exec_module(self, module):
        for _ in range(30):
            time.sleep(0)
        if module.__name__ == "fails_not":
            module.done = True
            return
        raise RuntimeError("failed")


sys.meta_path.insert(0, Finder())
ended = []


def work(name):
    try:
        ended.append(__import__(name).__name__)
    except RuntimeError as e:
        ended.append(str(e))


for name in "fails", "fails_not":
    run(*[lambda: work(name)] * 30)
    print(name, len(ended), set(ended) <= {"failed", name}, "failed" in ended)
    ended.clear()
