def f():
    try:
        int("x")
    except ValueError:
        try:
            {}["k"]
        except KeyError as e:
            raise RuntimeError("shown with its context only") from e.__context__

print("go")
f()
