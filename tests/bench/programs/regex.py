# Regular expressions: searching, splitting, substituting, tokenizing.
# loops: 26
import re

TEXT = '\n'.join(
    '%d.%d.%d.%d - user%d [2026-%02d-%02d] "GET /path/%d?q=%s HTTP/1.1" %d'
    % (i % 256, i * 3 % 256, i * 7 % 256, i * 11 % 256, i % 37, i % 12 + 1, i % 28 + 1, i, 'abc' * (i % 4), 200 + i % 5)
    for i in range(700)
)
LINE = re.compile(r'(\d+\.\d+\.\d+\.\d+) - (\w+) \[(\d{4})-(\d\d)-(\d\d)\] "(GET|POST) ([^" ]+) [^"]*" (\d{3})')
TOKEN = re.compile(r'\s*(?:(\d+\.?\d*)|([A-Za-z_]\w*)|(.))')


def bench():
    users = {}
    for match in LINE.finditer(TEXT):
        users[match[2]] = users.get(match[2], 0) + int(match.group(8))
    numbers = sum(int(n) for n in re.findall(r'\b\d{2,3}\b', TEXT))
    replaced = re.sub(r'/path/(\d+)', lambda m: '/p/' + m[1][::-1], TEXT)
    pieces = re.split(r'[\s"\[\]]+', TEXT)
    tokens = 0
    for number, name, operator in TOKEN.findall('x1 = 3.14 * (radius + 22) - foo(bar, 7) ' * 120):
        tokens += len(number) + 2 * len(name) + 3 * len(operator)
    lazy = len(re.findall(r'"(.*?)"', TEXT))
    return len(users), numbers, len(replaced), len(pieces), tokens, lazy
