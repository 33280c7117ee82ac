# A pattern that starts with ^ or \A is tried at one place only, however long the text.
import re
import sys

text = 'x' * 1_000_000
for pattern in (r'\Ay', '^y', '^x', '(^x)', '^', '^x+y'):
    print(pattern, re.search(pattern, text), len(re.split(pattern, text)), re.findall(pattern, text)[:2],
          len(re.sub(pattern, '', text)))
print(re.compile('^a').search('ba', 1), re.compile('^a').match('ba', 1))
print(re.compile('^a', re.M).search('b\na'), re.search('^a|b', 'cb'), re.compile('^$').fullmatch(''))
print([m.span() for m in re.finditer('^', 'a\nb')], [m.span() for m in re.finditer('(?m)^', 'a\nb')])
print(re.sub('^', '-', 'abc', count=2), re.sub(b'^', b'-', b'abc'), re.split('^', 'abc'))
for call in ('match', 'search', 'fullmatch', 'findall', 'finditer'):
    for args in ((b'a', sys.maxsize + 1), (b'a', 'x'), ('a', 0, 1 << 70)):
        try:
            print(getattr(re.compile('a'), call)(*args))
        except Exception as e:
            print(call, type(e).__name__, e)
