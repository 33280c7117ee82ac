# Realistic: validation errors collected, mapped, chained.
class AppError(Exception):
    code = 500
    def __init__(self, message="", **details):
        super().__init__(message)
        self.details = details
    def __str__(self):
        base = super().__str__() or type(self).__name__
        return base + (f" {self.details}" if self.details else "")
class NotFound(AppError): code = 404
class Invalid(AppError):
    code = 422
    def __init__(self, field, why):
        super().__init__(f"{field}: {why}", field=field)
class Conflict(AppError, KeyError): code = 409
db = {1: {"name": "ann", "age": 30}}
def validate(rec):
    errs = []
    for f, check, why in [("name", str.isalpha, "letters only"), ("age", lambda a: 0 < int(a) < 150, "out of range")]:
        try:
            if not check(rec[f]): raise Invalid(f, why)
        except KeyError as e:
            err = Invalid(f, "missing"); err.__cause__ = e; errs.append(err)
        except (ValueError, TypeError) as e:
            err = Invalid(f, f"bad type: {e}"); err.__cause__ = e; errs.append(err)
        except Invalid as e:
            errs.append(e)
    if errs: raise ExceptionGroup(f"{len(errs)} problems", errs)
def create(i, rec):
    if i in db: raise Conflict("exists", id=i)
    validate(rec); db[i] = rec; return i
def get(i):
    try: return db[i]
    except KeyError as e: raise NotFound(id=i) from e
def attempt(action, *args):
    try:
        print(action.__name__, args, "->", action(*args))
    except* Invalid as eg:
        for e in eg.exceptions: print("   invalid:", e, "|", repr(e.__cause__), e.code)
    except* AppError as eg:
        print("   app:", *eg.exceptions, eg.exceptions[0].code, repr(eg.exceptions[0].__cause__))
for call in [(get, 1), (get, 2), (create, 1, {}), (create, 2, {"name": "b0b", "age": "x"}),
             (create, 3, {"age": 200}), (create, 4, {"name": "dee", "age": 4}), (get, 4)]:
    attempt(*call)
print(isinstance(Conflict(), KeyError), str(Conflict("m")), [c.__name__ for c in Conflict.__mro__])
