def f():
    try:
        y
    except* A:
        return
