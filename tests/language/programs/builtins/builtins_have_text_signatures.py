# Names, docs and signatures of builtins as inspect sees them.
import inspect, builtins
for name in "abs all any ascii bin callable chr compile delattr divmod enumerate eval exec filter format hasattr hash hex id input isinstance issubclass len oct open ord pow print repr round setattr sorted sum".split():
    f = getattr(builtins, name)
    try: print(name, inspect.signature(f), end="; ")
    except ValueError as e: print(name, "no signature", end="; ")
print()
for f in (list.append, list.sort, list.index, dict.get, dict.pop if 0 else dict.setdefault, str.split, str.replace, str.encode, int.to_bytes, bytes.hex, float.fromhex, set.add, tuple.index, object.__init__, type.mro, int.__add__, list.__getitem__):
    try: print(f.__qualname__, inspect.signature(f), end="; ")
    except ValueError: print(f.__qualname__, "-", end="; ")
print()
print(len.__name__, len.__qualname__, len.__module__, len.__self__.__name__, bool(len.__doc__), len.__text_signature__, sorted.__text_signature__, [].sort.__qualname__, str.join.__objclass__, "".join.__self__ == "", int.real.__name__, int.real.__objclass__)
for f in (len, str.join, "".join, int.__add__, (1).__add__, int.real, print):
    print(type(f).__name__, end=" ")
    try: f.x = 1
    except AttributeError as e: print(e)
