import sys, traceback, types
def a(): b()
def b():
    x = "local in b"
    c(0)
def c(n): return 1 / n
try:
    a()
except ZeroDivisionError as e:
    tb = e.__traceback__
    n = tb
    while n:
        print(n.tb_lineno, n.tb_frame.f_code.co_name, n.tb_frame.f_lineno, sorted(k for k in n.tb_frame.f_locals if len(k) == 1 and k in "xn") if n.tb_frame.f_code.co_name != "<module>" else "-", n.tb_lasti > 0)
        n = n.tb_next
    names = [f.name for f in traceback.extract_tb(tb)]
    print(names)
    e2 = e.with_traceback(tb.tb_next.tb_next)
    print(e2 is e, [f.name for f in traceback.extract_tb(e.__traceback__)])
    for f, l in traceback.walk_tb(tb): print(f.f_code.co_name, l)
    last = tb.tb_next.tb_next
    made = types.TracebackType(last, tb.tb_frame, tb.tb_lasti, 999)
    print(made.tb_lineno, made.tb_next is last)
    try:
        tb.tb_next.tb_next.tb_next.tb_next = tb
    except ValueError as v:
        print(v)
    try:
        tb.tb_next = 5
    except TypeError as v:
        print(v)
    tb.tb_next = None
    print([f.name for f in traceback.extract_tb(tb)])
for args in [(5, None, 1, 1), (None, 5, 1, 1), (None, sys._getframe(), "a", 1), ()]:
    try:
        types.TracebackType(*args)
    except TypeError as t:
        print(t)
try:
    a()
except ZeroDivisionError as e:
    traceback.clear_frames(e.__traceback__)
    print(e.__traceback__.tb_next.tb_next.tb_frame.f_locals)
