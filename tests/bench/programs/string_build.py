# Building text: concatenation, join, formatting, f-strings, str methods.
# loops: 7
def bench():
    text = ''
    for i in range(20000):
        text += chr(97 + i % 26)
    parts = []
    for i in range(12000):
        parts.append(f'{i:05d}:{i * 3 % 101:x}')
        parts.append('%s-%d' % (text[i % 500 : i % 500 + 5], i))
        parts.append('{0}|{1:>6}'.format(i, i % 7))
    joined = ','.join(parts)
    upper = joined.upper().replace('A', '[a]').title()
    return len(joined), len(upper), hash_text(joined[:20000])


def hash_text(text):
    h = 0
    for c in text:
        h = (h * 31 + ord(c)) & 0xFFFFFFFF
    return h
