import tokenize, io, token, keyword
src = b'''# -*- coding: utf-8 -*-
def f(a, b=1):  # comment
    """doc
    string"""
    if a >= b and not a != b:
\treturn [a ** 2, -1_000, 0xFF, 1.5e-3j]
    x = f"v={a!r:>{b}} {{}}" rb'\\d' t'{q}'
    return (a
            , b); y = \\
        2
async with a as b, c: await x; lambda: ...
\xc3\xa9 = a @ b // c -> d := e
'''.replace(b"\treturn", b"        return")
for t in tokenize.tokenize(io.BytesIO(src).readline):
    print(token.tok_name[t.type], token.tok_name[t.exact_type], repr(t.string), t.start, t.end)
toks = list(tokenize.generate_tokens(io.StringIO("x = 1 +  2\n").readline))
print(repr(tokenize.untokenize(toks)), tokenize.untokenize([(t.type, t.string) for t in toks]))
for bad in ["(", "'abc", '"""abc', "if x:\n  a\n b\n", "0x", "1__0", "$", "a\\ b", "f'{a'", "€", "]"]:
    try: print(repr(bad), [t.string for t in tokenize.generate_tokens(io.StringIO(bad).readline)])
    except (tokenize.TokenError, SyntaxError) as e: print(repr(bad), type(e).__name__, e.args[0] if e.args else "")
print(tokenize.detect_encoding(io.BytesIO(b"# coding: latin-1\n").readline), tokenize.detect_encoding(io.BytesIO(b"\xef\xbb\xbfx").readline)[0])
print(keyword.kwlist, keyword.softkwlist, token.ISOP(token.OP) if hasattr(token, "ISOP") else "", token.EXACT_TOKEN_TYPES["->"] == token.RARROW)
