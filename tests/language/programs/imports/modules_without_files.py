# Modules that a finder makes from nothing: what errors say of a module that has no place.
import sys
from importlib.machinery import ModuleSpec


class Loader:
    def __init__(self, source):
        self.source = source

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.source, module.__dict__)


class Finder:
    sources = {
        'one': 'import two\na = 1',
        'two': 'from one import a',
        'three': 'b = 2',
    }

    def find_spec(self, name, path, target=None):
        if name in self.sources:
            return ModuleSpec(name, Loader(self.sources[name]))


sys.meta_path.insert(0, Finder())
for statement in (
    'import one',
    'from three import a',
    'from three import b; print(b)',
    'import three.b',
    '__import__("three", level=1)',
    '__import__("three", None, level=1)',
    '__import__("three", {}, level=1)',
    '__import__("three", 5, level=1)',
):
    try:
        exec(statement)
    except Exception as e:
        print(statement, '=>', type(e).__name__, e, getattr(e, 'name', None), getattr(e, 'path', None))
