# The line of the warning is shown, also for multi-line statements and from exec.
import warnings
warnings.warn(
    "multi line call",
    UserWarning,
)
x = [warnings.warn(f"n{i}") for i in range(2)]
class C:
    warnings.warn("in class body")
    def __del__(self): warnings.warn("in del")
C()
(lambda: warnings.warn("in lambda"))()
exec("import warnings\nwarnings.warn('from exec')")
class MyWarning(UserWarning): pass
warnings.warn(MyWarning("instance", 1))
warnings.warn(MyWarning())
warnings.warn_explicit("explicit", UserWarning, "some_file.py", 7)
warnings.warn_explicit("explicit with module", UserWarning, "some_file.py", 8, module="mod", source=None)
