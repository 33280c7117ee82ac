def wrap(n, e):
    try:
        raise e
    except Exception as inner:
        if n == 0:
            raise
        try:
            raise type(e)(f"level {n}") from inner
        except Exception as outer:
            wrap(n - 1, outer)

print("go")
wrap(3, ValueError("root"))
