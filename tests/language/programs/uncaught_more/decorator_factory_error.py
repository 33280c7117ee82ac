def repeat(times):
    def deco(f):
        def wrapper(*args):
            return [f(*args) for _ in range(times)]
        return wrapper
    return deco
@repeat(2)
def ok(): return "ok"
print(ok())
@repeat("3")
def bad(): return "bad"
bad()
