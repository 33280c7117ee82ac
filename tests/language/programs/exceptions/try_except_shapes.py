def run(f):
    try:
        r = f()
    except ZeroDivisionError:
        print("zero")
    except (KeyError, IndexError) as e:
        print("lookup", type(e).__name__, e)
    except LookupError:
        print("other lookup")
    except ValueError as e:
        print("value", e.args)
    except Exception as e:
        print("rest", type(e).__name__, e)
    else:
        print("fine", r)
    finally:
        print("--")
run(lambda: 1 / 0)
run(lambda: {}["k"])
run(lambda: [][3])
run(lambda: int("x"))
run(lambda: 5)
run(lambda: None.foo)
run(lambda: "".encode("no-such"))
def tryagain(n):
    while True:
        try:
            n -= 1
            return 10 / n
        except ZeroDivisionError:
            n = 3
            continue
print(tryagain(1))
try:
    try:
        raise KeyError("a")
    except ValueError:
        print("no")
    finally:
        print("finally first")
except KeyError as e:
    print("outer", e)
try: pass
except: print("never")
else: print("else")
try:
    raise SystemExit(3)
except BaseException as e:
    print(repr(e), e.code)
for exc in (KeyboardInterrupt, GeneratorExit, StopIteration, SystemExit):
    try:
        raise exc
    except Exception:
        print(exc.__name__, "is an Exception")
    except BaseException:
        print(exc.__name__, "is not")
