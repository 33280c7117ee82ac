"""A short tour: what `make run` shows when it is given no program."""

import sys
from dataclasses import dataclass
from itertools import islice


@dataclass
class Point:
    x: int
    y: int


def describe(value):
    match value:
        case Point(x=0, y=0):
            return 'the origin'
        case Point(x, y) if x == y:
            return f'on the diagonal at {x}'
        case [first, *rest]:
            return f'{first!r} and {len(rest)} more'
        case {'name': str(name)}:
            return f'someone named {name}'
        case _:
            return f'{value!r}'


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def first[T](items: list[T], default: T) -> T:
    return items[0] if items else default


print(f'Python {sys.version.split()[0]} on {sys.platform}, in WebAssembly')
print()
print('matching  ', [describe(v) for v in (Point(0, 0), Point(3, 3), [1, 2, 3], {'name': 'Ada'})])
print('generators', list(islice(primes(), 12)))
print('integers  ', 2**200)
print('strings   ', 'Ünïcödé'.casefold(), f'{3.14159:>10.3f}|{"x":^7}|{255:#x}')
print('generics  ', first([], default='empty'), first([1, 2], default=0))

try:
    try:
        {}['missing']
    except KeyError as error:
        raise ExceptionGroup('two things went wrong', [error, ValueError('and this')])
except* KeyError as group:
    print('groups    ', repr(group))
except* ValueError as group:
    print('          ', repr(group))
