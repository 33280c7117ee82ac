def f():
    try:
        raise ValueError("in try")
    finally:
        print("cleaning up")
        {}["in finally"]

f()
