# Compiles prog.py and prints every field of its code objects; tests/lib/compare.mjs turns the hexadecimal
# fields into a listing. co_code is the plain form, as a program sees it.
import sys

optimize = int(sys.argv[1]) if len(sys.argv) > 1 else -1


def constant(value, code_type):
    if isinstance(value, code_type):
        return '<code ' + value.co_qualname + '>'
    if isinstance(value, tuple):
        return '(' + ' '.join([constant(v, code_type) for v in value]) + ')'
    if isinstance(value, frozenset):
        return 'frozenset{' + ' '.join(sorted([constant(v, code_type) for v in value])) + '}'
    return type(value).__name__ + ':' + repr(value)


def show(code):
    print('=== code', code.co_qualname)
    for name in ('name', 'filename', 'argcount', 'posonlyargcount', 'kwonlyargcount', 'nlocals', 'stacksize',
                 'flags', 'firstlineno', 'names', 'varnames', 'cellvars', 'freevars'):
        print(name, '=', repr(getattr(code, 'co_' + name)))
    for i, value in enumerate(code.co_consts):
        print('const', i, '=', constant(value, type(code)))
    print('hex code', code.co_code.hex())
    print('hex exceptiontable', code.co_exceptiontable.hex())
    print('hex linetable', code.co_linetable.hex(), code.co_firstlineno)
    for value in code.co_consts:
        if isinstance(value, type(code)):
            show(value)


with open('prog.py', 'rb') as f:
    source = f.read()
try:
    top = compile(source, 'prog.py', 'exec', 0, True, optimize)
except Exception as e:
    print(type(e).__name__, e.args)
else:
    show(top)
