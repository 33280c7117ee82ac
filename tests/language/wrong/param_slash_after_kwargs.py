def f(**a, /): pass
