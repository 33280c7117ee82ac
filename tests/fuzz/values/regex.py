# Random regular expressions, right and wrong, on random subjects.
import re
import warnings
from common import arguments

r, count = arguments()
warnings.simplefilter('ignore')
letters = 'abcAB01_ -é\nßſKΩ'


def atom(depth):
    k = r.below(20)
    if k < 7:
        return r.pick('abcAB01é')
    if k == 7:
        return '.'
    if k == 8:
        return r.pick([r'\d', r'\w', r'\s', r'\D', r'\W', r'\S', r'\b', r'\B', r'\A', r'\Z', r'\z'])
    if k < 11:
        return '[' + r.pick(['', '^']) + ''.join([r.pick(['a', 'b-d', '0-9', r'\w', r'\s', 'é', '-', ']', r'\]', 'A-Z', 'z-a', '[', '&&'])
                                                for _ in range(r.between(1, 3))]) + ']'
    if k == 11:
        return r.pick('^$')
    if k == 12:
        return r.pick([r'\1', r'\2', '(?P=n)', r'\x41', r'\u00e9', r'\n', r'\.', r'\101', r'\0', r'\q', r'\N{DIGIT ONE}', r'\9'])
    if depth <= 0:
        return 'a'
    inner = pattern(depth - 1)
    return r.pick(['(', '(', '(?:', '(?P<n>', '(?=', '(?!', '(?<=', '(?<!', '(?>', '(?i:', '(?s-i:', '(?(1)', '(?#', '(?a:', '(?x: ']) + inner + ')'


def pattern(depth=2):
    out = ''
    for _ in range(r.below(4) + (depth == 2)):
        out += atom(depth)
        if r.chance(0.35):
            out += r.pick(['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{,2}', '{0,}?', '*+', '++', '?+', '{1,3}+', '{2,1}', '{', '{a}', '**'])
    if r.chance(0.2):
        out += '|' + pattern(depth - 1) if depth > 0 else '|b'
    return out


def damage(p):
    at = r.below(len(p) + 1)
    return p[:at] + r.pick(['(', ')', '[', ']', '\\', '?', '*', '{', '(?', '(?P', '|', '']) + p[at + r.below(2):]


for i in range(count):
    p = pattern()
    if r.chance(0.15):
        p = damage(p)
    if r.chance(0.08):
        p = r.pick(['(?i)', '(?m)', '(?s)', '(?x)', '(?a)', '(?u)', '(?L)', '(?ix)', '(?-i)', '(?z)']) + p
    s = r.text(letters, 10)
    flags = r.pick([0, 0, 0, re.I, re.M, re.S, re.I | re.A, re.X, re.M | re.S])
    if r.chance(0.12):
        p, s = p.encode(), s.encode()
    try:
        c = re.compile(p, flags)
    except re.PatternError as e:
        print(i, ascii(p), 'error', ascii(str(e)), e.pos, e.lineno, e.colno)
        continue
    except Exception as e:
        print(i, ascii(p), type(e).__name__, ascii(str(e)))
        continue
    out = []
    for method in r.pick([['search', 'findall'], ['match', 'split'], ['fullmatch', 'finditer'], ['sub', 'search'], ['subn', 'match']]):
        try:
            if method in ('sub', 'subn'):
                t = r.pick([r'<\g<0>>', '-', r'\1', r'\g<n>', r'\9', r'\n'])
                v = getattr(c, method)(t if isinstance(p, str) else t.encode(), s, r.below(3))
            elif method == 'finditer':
                v = [(m.span(), m.groups(), m.lastindex, m.lastgroup, m.regs) for m in c.finditer(s)]
            elif method in ('split', 'findall'):
                v = getattr(c, method)(s)
            else:
                m = getattr(c, method)(s, r.below(3), r.between(2, 12))
                v = m and (m.span(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup, m.regs, m.pos, m.endpos)
            out.append(ascii(v))
        except Exception as e:
            out.append(f'{type(e).__name__} {ascii(str(e))}')
    print(i, ascii(p), int(flags), ascii(s), c.groups, c.groupindex, *out)
