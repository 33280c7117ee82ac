# The tree of built-in exceptions.
import builtins
def tree(c, depth=0):
    print("  " * depth + c.__name__)
    for s in sorted((s for s in c.__subclasses__() if getattr(builtins, s.__name__, None) is s), key=lambda s: s.__name__):
        tree(s, depth + 1)
tree(BaseException)
print(BaseExceptionGroup.__bases__, ExceptionGroup.__bases__)
print(len([1 for n in dir(builtins) if isinstance(getattr(builtins, n), type) and issubclass(getattr(builtins, n), BaseException)]))
