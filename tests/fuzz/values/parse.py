# Random texts for int(), float(), complex(), and the other ways from text to number.
from common import arguments, outcome

r, count = arguments()
digits = '0123456789'
other = ['٣', '५', '𝟗', '１', '²', 'Ⅷ', '_', ' ', '\t', '\x1f', '\u3000', '\x00', 'e', '.', '+', '-', 'x', 'é', '−']


def number():
    out = r.pick(['', '', '', '+', '-', ' ', '--'])
    out += r.pick(['', '', '', '0x', '0b', '0o', '0', '0X', '00', '_'])
    for _ in range(r.below(12)):
        out += r.pick(digits) if r.chance(0.9) else r.pick('_abcdefABCDEFzZ')
    if r.chance(0.5):
        out += '.' + ''.join([r.pick(digits + '_') if r.chance(0.97) else 'a' for _ in range(r.below(25))])
    if r.chance(0.4):
        out += r.pick('eEpP') + r.pick(['', '+', '-', '-_']) + str(r.between(0, 400))
    if r.chance(0.05):
        out = r.pick(['inf', 'nan', 'Infinity', '-NaN', 'infin', '+inf', 'nan(1)', 'i n f'])
    if r.chance(0.15):
        at = r.below(len(out) + 1)
        out = out[:at] + r.pick(other) + out[at + r.below(2):]
    return out


def complex_text():
    out = r.pick(['', '', '(', ' ', '( '])
    out += r.pick([number(), ''])
    out += r.pick(['', '+', '-', '+-', ' + ']) + r.pick([number(), '']) + r.pick(['j', 'J', '', 'i', 'jj'])
    return out + r.pick(['', '', ')', ' ', ' )'])


for i in range(count):
    k = r.below(8)
    s = number()
    if k == 0:
        print(ascii(s), outcome(int, s))
    elif k == 1:
        base = r.between(0, 37)
        print(ascii(s), base, outcome(int, s, base))
    elif k < 4:
        print(ascii(s), outcome(float, s))
    elif k == 4:
        s = complex_text()
        print(ascii(s), outcome(complex, s))
    elif k == 5:
        print(ascii(s), outcome(float.fromhex, s))
    elif k == 6:
        b = s.encode('utf-8')
        print(ascii(b), outcome(r.pick([int, float]), r.pick([b, bytearray(b), memoryview(b)])))
    else:
        print(ascii(s), outcome(eval, s.strip()) if '\x00' not in s and len(s) < 60 and '**' not in s else '')
