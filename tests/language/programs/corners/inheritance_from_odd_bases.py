# Which built-in types may be subclassed, alone and together.
import types, functools, collections, re, weakref
names = {"list": list, "dict": dict, "set": set, "frozenset": frozenset, "tuple": tuple, "str": str, "bytes": bytes, "bytearray": bytearray, "int": int, "float": float, "complex": complex, "bool": bool, "range": range, "slice": slice, "memoryview": memoryview, "property": property, "classmethod": classmethod, "staticmethod": staticmethod, "super": super, "type": type, "object": object, "enumerate": enumerate, "zip": zip, "map": map, "filter": filter, "reversed": reversed, "function": types.FunctionType, "code": types.CodeType, "generator": types.GeneratorType, "method": types.MethodType, "module": types.ModuleType, "NoneType": type(None), "ellipsis": type(...), "Exception": Exception, "SimpleNamespace": types.SimpleNamespace, "partial": functools.partial, "deque": collections.deque, "OrderedDict": collections.OrderedDict, "cell": types.CellType, "mappingproxy": types.MappingProxyType, "ref": weakref.ref, "GenericAlias": types.GenericAlias, "Union": type(int | str), "Pattern": re.Pattern, "frame": types.FrameType, "dict_keys": type({}.keys()), "list_iterator": type(iter([]))}
for n, b in names.items():
    try: print(n, type("Sub", (b,), {}).__mro__[1].__name__, end="; ")
    except TypeError as e: print(e, end="; ")
print()
for pair in [(int, str), (list, dict), (int, float), (Exception, dict), (Exception, list), (object, int), (int, object), (KeyError, ValueError), (OSError, ValueError), (OSError, KeyError), (SyntaxError, OSError), (Exception, int), (tuple, list), (type, int), (property, list), (str, Exception), (BaseException, Exception), (collections.OrderedDict, dict), (dict, collections.OrderedDict)]:
    try: print([c.__name__ for c in type("Two", pair, {}).__mro__], end="; ")
    except TypeError as e: print(pair[0].__name__, pair[1].__name__, str(e).replace("\n", " "), end="; ")
print()
class S1: __slots__ = ("a",)
class S2: __slots__ = ("b",)
class S3: __slots__ = ()
class P: pass
for pair in [(S1, S2), (S1, S3), (S3, S1), (S1, P), (P, S1), (S1, list), (S3, list), (S3, int), (P, int)]:
    try: t = type("M", pair, {"__slots__": ()}); print(t.__name__, hasattr(t(), "__dict__"), end="; ")
    except TypeError as e: print(e, end="; ")
print()
