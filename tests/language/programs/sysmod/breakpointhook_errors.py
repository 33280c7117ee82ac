# PYTHONBREAKPOINT names what cannot be imported, what is not there, and what raises something else on the way.
import os
import sys
import types


def make(name, **names):
    module = sys.modules[name] = types.ModuleType(name)
    vars(module).update(names)


def raises(e):
    def __getattr__(name):
        raise e

    return __getattr__


class Finder:
    def find_spec(self, name, path, target=None):
        if name == 'no_value':
            raise ValueError(name)


make('key', __getattr__=raises(KeyError('k')))
make('attribute', __getattr__=raises(AttributeError('k')))
make('imports', __getattr__=raises(ImportError('k')))
make('fine', x=print)
sys.meta_path.insert(0, Finder())
for name in 'key.x attribute.x imports.x fine.x no_value.x fine . .x x. a.b.c nothere.x sys.nothere nothere print'.split():
    os.environ['PYTHONBREAKPOINT'] = name
    try:
        print(name, breakpoint(1))
    except Exception as e:
        print(name, repr(e), repr(e.__context__))
