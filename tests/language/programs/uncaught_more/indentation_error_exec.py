# IndentationError and TabError texts from exec.
for src in ["if 1:\n    a = 1\n  b = 2\n", "if 1:\n\ta\n        b\n"]:
    try:
        exec(src)
    except IndentationError as e:
        print(type(e).__name__, e.msg, e.lineno)
exec("def f():\nreturn 1")
