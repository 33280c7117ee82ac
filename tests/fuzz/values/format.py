# Random values under random format specifications: format(), f-strings, % and str.format.
from common import arguments, outcome

r, count = arguments()
types = 'bcdeEfFgGnosxX%'


def spec():
    out = ''
    if r.chance(0.35):
        if r.chance(0.6):
            out += r.pick(['*', ' ', '0', 'x', '<', 'é', '😀', '{', '='])
        out += r.pick('<>=^')
    if r.chance(0.25):
        out += r.pick('+- ')
    if r.chance(0.1):
        out += 'z'
    if r.chance(0.2):
        out += '#'
    if r.chance(0.2):
        out += '0'
    if r.chance(0.5):
        out += str(r.between(0, 30))
    if r.chance(0.25):
        out += r.pick(',_')
    if r.chance(0.4):
        out += '.' + str(r.between(0, 25))
        if r.chance(0.1):
            out += r.pick(',_')
    if r.chance(0.75):
        out += r.pick(types)
    if r.chance(0.04):
        out += r.pick('q.,x% 9')
    return out


def percent():
    out = '%'
    if r.chance(0.05):
        out += '(k)'
    for _ in range(r.below(3)):
        out += r.pick('#0- +')
    if r.chance(0.5):
        out += r.pick([str(r.below(20)), '*'])
    if r.chance(0.4):
        out += '.' + r.pick([str(r.below(15)), '*', ''])
    if r.chance(0.1):
        out += r.pick('hlLq')
    return out + r.pick('diouxXeEfFgGcrsa%y')


def value():
    k = r.below(12)
    if k < 4:
        return r.double()
    if k < 8:
        return r.integer()
    if k == 8:
        return complex(r.double(), r.double())
    if k == 9:
        return r.text()
    if k == 10:
        return r.pick([True, False, None, b'ab', [1], (1, 2)])
    return r.text('abc')


for i in range(count):
    v = value()
    k = r.below(6)
    if k < 4:
        s = spec()
        print(ascii(v), ascii(s), outcome(format, v, s))
    elif k == 4:
        s = percent()
        args = v if r.chance(0.5) else tuple([value() for _ in range(r.below(4))])
        if '*' in s and type(args) is tuple:
            args = tuple([a % 100 if type(a) is int else a for a in args])
        print(ascii(args), ascii(s), outcome(s.__mod__, args))
        if r.chance(0.3):
            b = s.encode()
            print(ascii(args), ascii(b), outcome(b.__mod__, args))
    else:
        s = r.pick(['', 'x', '{', '}']) + '{' + r.pick(['', '0', '1', 'a', '0.real', '0[0]', '[', '.x', '0.', '0[]', '-1']) \
            + r.pick(['', '!r', '!s', '!a', '!', '!x', '!rr']) + r.pick(['', ':' + spec(), ':{}', ':{1}', ':']) + r.pick(['}', '}', '}', ''])
        print(ascii(v), ascii(s), outcome(s.format, v, value(), a=1))
