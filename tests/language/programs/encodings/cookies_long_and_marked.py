# The name in a cookie is taken as it is written, however long; where a byte order mark contradicts it, the error's
# place ends after the line of the cookie.
MARK = b'\xef\xbb\xbf'


def attempt(source):
    try:
        code = compile(source, '<s>', 'exec')
    except SyntaxError as e:
        print(len(e.msg), e.msg[:40], e.lineno, e.offset, e.end_lineno, e.end_offset, e.text and e.text[:40])
    else:
        print('compiles', code.co_names)


for n in (50, 99, 100, 101, 150, 300, 3000):
    for name in (b'a' * n, b'_' * n + b'utf-8', b'.' * n + b'utf-8', b'utf-8' + b'9' * n):
        attempt(b'# coding: ' + name + b'\nx = 1\n')
        attempt(b'#\n# coding: ' + name + b'\n')
        attempt(MARK + b'# coding: ' + name + b'\n')
        attempt(MARK + b'#\n# coding: ' + name + b'\n')

for cookie in (b'utf-16', b'latin-1', b'iso-8859-1-unix', b'utf8', b'U8', b'UTF_8-x', b'latin-1x'):
    for before in (b'', b'#\n', b'#!x\n', b'# \n \t'):
        for end in (b'', b'\n', b'\nx = 1\n', b'\r\nx', b' def main():\n'):
            attempt(MARK + before + b'# vim: fileencoding=' + cookie + end)
