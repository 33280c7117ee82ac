# An exception in __del__ is reported on stderr; the exit status is that of the later error.
class Temp:
    def __del__(self): raise ValueError("in del")
def use(): t = Temp()
use()
print("after use")
raise LookupError("the end")
