# A docstring with a lone surrogate cannot be cleaned; other strings may have one, and so may one that is dropped.
for source in (
    '"\\ud800"',
    '"abc\\udc80\\udc81 d"',
    'x = "\\ud800"',
    '1\n"\\ud800"',
    'def f():\n  "a\\n  b\\ud800"',
    'def f():\n\t"\t\\ud800"',
    'async def f():\n  "\\ud83d\\ude00"',
    'class A:\n  "\\U0001f600\\ud800"',
    'class A:\n  1\n  "\\ud800"',
    'def f():\n  f"\\ud800"',
    'lambda: "\\ud800"',
):
    for optimize in (0, 1, 2):
        try:
            compile(source, '<s>', 'exec', optimize=optimize)
        except UnicodeEncodeError as e:
            print(ascii(source), optimize, e, e.start, e.end, ascii(e.object))
        else:
            print(ascii(source), optimize, 'compiles')
