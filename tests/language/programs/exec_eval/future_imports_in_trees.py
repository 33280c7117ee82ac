# ast.parse() checks the future imports at a file's beginning, and no other rule of the compiler.
import ast

for source in (
    'from __future__ import braces',
    'from __future__ import nothing',
    'from __future__ import *',
    'from __future__ import annotations, braces',
    'from __future__ import barry_as_FLUFL, x',
    'from __future__ import (braces as x)',
    'from __future__ import x as braces',
    'from .__future__ import braces',
    '"doc"\nfrom __future__ import braces',
    'x\nfrom __future__ import annotations',
    'x = 1\nfrom __future__ import braces',
    'def f():\n from __future__ import braces',
    'if 1:\n from __future__ import braces',
    'return',
    'break',
    'nonlocal x',
    'def f(a, a): pass',
    'def f():\n x = 1\n global x',
    'match 1:\n case a: pass\n case 1: pass',
    'try: pass\nexcept* a: break',
    'class A: nonlocal x',
    '*a, *b',
):
    for mode in ('exec', 'single', 'eval'):
        for flags in (0, ast.PyCF_ONLY_AST, ast.PyCF_OPTIMIZED_AST):
            try:
                tree = compile(source, '<s>', mode, flags)
            except SyntaxError as e:
                print(repr(source), mode, flags, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
            else:
                print(repr(source), mode, flags, ast.dump(tree) if flags else 'code')

# A tree is checked, and copied, also when only a tree is wanted.
feature = ast.fix_missing_locations(ast.Module([ast.ImportFrom('__future__', [ast.alias('braces')], 0)]))
for tree in (
    ast.parse('x + 1'),
    ast.parse('x + 1', mode='eval'),
    ast.parse('x', mode='single'),
    feature,
    ast.Module([ast.Pass()]),
    ast.Module([ast.Pass(lineno=1, col_offset=0), 5]),
    ast.Pass(),
    ast.mod(),
):
    for mode in ('exec', 'eval', 'single'):
        for flags in (ast.PyCF_ONLY_AST, ast.PyCF_OPTIMIZED_AST):
            try:
                result = compile(tree, '<s>', mode, flags)
            except (SyntaxError, TypeError) as e:
                print(type(tree).__name__, mode, flags, type(e).__name__, e)
            else:
                print(type(tree).__name__, mode, flags, result is tree, ast.dump(result))
