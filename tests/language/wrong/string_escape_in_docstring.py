def f():
    """see \N{nope}"""
