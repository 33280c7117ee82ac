# Compiles prog.py and prints everything its SyntaxError says (or that there is none).
with open('prog.py', 'rb') as f:
    source = f.read()
try:
    compile(source, 'prog.py', 'exec', 0, True)
except SyntaxError as e:
    print(type(e).__name__)
    for name in ('msg', 'filename', 'lineno', 'offset', 'end_lineno', 'end_offset', 'text'):
        print(name, '=', repr(getattr(e, name)))
    print('args =', e.args)
except Exception as e:
    print(type(e).__name__, e.args)
else:
    print('compiles')
