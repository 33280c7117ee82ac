# Prints the syntax tree of prog.py, one node or value a line, with every field and position.
# No import: it must run where little else does.
import sys
import _ast

sys.setrecursionlimit(100000)


def show(value, label, depth):
    pad = ' ' * depth
    if isinstance(value, _ast.AST):
        place = [getattr(value, name, '-') for name in value._attributes]
        text = ' @' + ','.join([str(p) for p in place]) if place else ''
        print(pad + label + type(value).__name__ + text)
        for name in value._fields:
            try:
                field = getattr(value, name)
            except AttributeError:
                print(pad + ' ' + name + ' missing')
                continue
            show(field, name + '=', depth + 1)
    elif isinstance(value, list):
        print(pad + label + '[' + str(len(value)) + ']')
        for item in value:
            show(item, '', depth + 1)
    else:
        print(pad + label + type(value).__name__ + ' ' + repr(value))


with open('prog.py', 'rb') as f:
    source = f.read()
flags = _ast.PyCF_ONLY_AST
if len(sys.argv) > 1 and sys.argv[1] == 'types':
    flags |= _ast.PyCF_TYPE_COMMENTS
try:
    tree = compile(source, 'prog.py', 'exec', flags, True)
except Exception as e:
    print(type(e).__name__, e.args)
else:
    show(tree, '', 0)
