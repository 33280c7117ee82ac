# Which types say what they are.
import _io, collections, functools, itertools, operator, os, re, string.templatelib, sys, time, types, weakref

for module in (_io, collections, functools, itertools, operator, re, string.templatelib, types, weakref):
    for name, t in sorted(vars(module).items()):
        if isinstance(t, type) and t.__module__ != 'enum':
            print(module.__name__, name, t.__doc__ is None)
for o in (sys.flags, sys.version_info, sys.float_info, sys.int_info, sys.hash_info, sys.thread_info, time.gmtime(0),
          os.stat('.'), os.times(), os.uname(), os.terminal_size((1, 2)), iter(t'{1}')):
    print(type(o).__name__, type(o).__doc__ is None)
