# DeprecationWarning shows in __main__, not from other modules.
import warnings, types, sys
warnings.warn("in main", DeprecationWarning)
m = types.ModuleType("other")
exec("import warnings\ndef f(level=1): warnings.warn('in other', DeprecationWarning, stacklevel=level)", m.__dict__)
m.f()
m.f(2)
print(~True)
exec("warnings.warn('in exec', PendingDeprecationWarning)")
exec("warnings.warn('resource', ResourceWarning)")
exec("warnings.warn('syntax', SyntaxWarning)")
warnings.warn("import", ImportWarning)
warnings.warn("future", FutureWarning)
def deep():
    def deeper(): warnings.warn("from caller of caller", UserWarning, stacklevel=3)
    deeper()
deep()
warnings.warn("too deep", UserWarning, stacklevel=99)
print("end")
