# What stands in a union is checked by typing, unless it is plainly a type.
import typing


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


T = typing.TypeVar('T')
U = int | str
for name in ('ClassVar', 'Final', 'Optional', 'Literal', 'Required', 'Unpack', 'Concatenate', 'Self', 'Never', 'Any',
             'LiteralString', 'TypeAlias', 'Generic', 'Protocol', 'Annotated', 'Callable', 'List', 'NamedTuple'):
    x = getattr(typing, name)
    for f in (lambda: x | int, lambda: int | x, lambda: x | x, lambda: x | None, lambda: x | 'a', lambda: x | 5,
              lambda: typing.Union[x, int], lambda: typing.Optional[x], lambda: U | x, lambda: x | U, lambda: T | x):
        show(f)
for x in (typing.ClassVar[int], typing.Final[int], 5, 'fwd', (1,), [], None, typing.Literal[1]):
    for f in (lambda: U | x, lambda: x | U, lambda: T | x, lambda: x | T, lambda: typing.Union[x], lambda: typing.Union[int, x],
              lambda: (T | int)[x], lambda: int | x):
        show(f)
