# An error in a line that has been read shows its bytes as UTF-8, whatever the cookie says; one in the last line
# shows the text.
COOKIE = b'# coding: latin-1\n'
for line in (
    b'x\xe9 = (1',
    b'x\xe9 = (1\ny = 2',
    b'x\xe9 = (1\r\ny = 2',
    b'\r\rx\xe9 = (1\r\ny = 2',
    b'print(a\xe9, [1\n)',
    b'print(a\xe9, [1# c)\nf(2)',
    b'print(a\xe9 b)\nf(2)',
    b's = "\xc3\xa9"print(len(s),  ascii(s)\n1',
    b'x\xe9 = "abc',
    b'x\xe9 = """abc\n',
    b'x\xe9 = f"{"',
    b' x\xe9=1',
    b'if 1:\nx\xe9=1',
    b'if 1:\n  x\xe9=1\n x=\xe9',
    b'x\xe9 = 1 1',
    b'x\xe9 = 0777\n1',
    b'x\xe9 = $',
    b'x\xe9 = a\xa3\n2',
    b'\xe9 = \\ 1',
    b'return \xe9\nx',
    b'def f(\xe9,\xe9): pass\nx',
    b'\xe9=1;global \xe9\nx',
    b'x=[\xe9\n\xe9\n',
    b'x=[\xe9\n\n\n',
    b'x=[\xe9\nprint(\xe9)\nx)',
    b'"\xe9" "\\N{x}"\n1',
    b'"\xe9" "\\x4"\n1',
    b'f(\xe9 for \xe9 in x,\n1)\n',
    b'(\xe9=\n1)\n',
    b'try:\n \xe9\n1\n',
):
    for source in (COOKIE + line, COOKIE + line + b'\n', b'\xef\xbb\xbf' + line.decode('latin-1').encode()):
        for mode in ('exec', 'single', 'eval'):
            try:
                compile(source, '<s>', mode)
            except SyntaxError as e:
                print(line, mode, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
            else:
                print(line, mode, 'compiles')
