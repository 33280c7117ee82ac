"""Modules that are frozen: what importlib and _imp say of them, and that they work."""
import _imp
import importlib.util
import marshal
import os
import runpy
import sys
import zipimport

for m in (os, runpy, zipimport, importlib.util, importlib.machinery):
    name = m.__name__
    print(m, m.__spec__.origin, m.__spec__.has_location, m.__loader__)
    print(os.path.basename(m.__file__), hasattr(m, "__cached__"), _imp.is_frozen(name), _imp.is_frozen_package(name))
    print(_imp.find_frozen(name), type(_imp.find_frozen(name, withdata=True)[0]).__name__)
    print(_imp.get_frozen_object(name).co_filename)

for name in ("ntpath", "importlib", "importlib._abc", "encodings.cp437", "nothing"):
    print(name, _imp.is_frozen(name), _imp.find_frozen(name))
    try:
        code = _imp.get_frozen_object(name)
        print(code.co_filename, code.co_name)
    except ImportError as e:
        print(e, e.name)

print(runpy.run_path.__code__.co_filename, runpy.run_module.__code__.co_firstlineno > 0)
data = _imp.find_frozen("runpy", withdata=True)[0]
names = {}
exec(marshal.loads(data), {"__name__": "copy of runpy"}, names)
print(names["__all__"])

old = sys.modules.pop("runpy")
import runpy
print(runpy is old, runpy.run_module.__doc__ == old.run_module.__doc__)

spec = importlib.machinery.FrozenImporter.find_spec("zipimport")
print(spec.name, spec.origin, vars(spec.loader_state)["origname"])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module, module.ZipImportError.__module__, module is zipimport)
