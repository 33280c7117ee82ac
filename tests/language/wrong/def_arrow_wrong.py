def f() - > int: pass
