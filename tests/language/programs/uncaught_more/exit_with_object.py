# A code that is neither None, int nor str is printed by str().
print("before")
class Code:
    def __str__(self): return "object exit code"
raise SystemExit(Code())
