# Numbers next to those that lie below the smallest step, and fma() of what is no number.
from decimal import Clamped, Context, Decimal

contexts = (
    Context(prec=9, Emin=-383, Emax=384, traps=[]),
    Context(prec=9, Emin=-383, Emax=384, clamp=1, traps=[]),
    Context(prec=3, Emin=-999999, Emax=999999, traps=[]),
)


def show(label, call, context):
    context.clear_flags()
    result = call()
    print(label, result, sorted(signal.__name__ for signal, raised in context.flags.items() if raised))


for c in contexts:
    print(c.prec, c.Emin, c.flags[Clamped])
    for text in (
        '1E-99999', '-1E-99999', '1E-391', '-1E-391', '0', '-0', '1E-390', '1.5E-391', '-2.7E-391', '1E-1000005',
        '9.99999999E+384', '1.23456789123', '-1.23456789123', 'Inf', '-Inf', 'NaN', 'sNaN7', '1000000000',
    ):  # fmt: skip
        x = Decimal(text)
        show(('minus', text), lambda: x.next_minus(c), c)
        show(('plus', text), lambda: x.next_plus(c), c)
        for towards in ('Infinity', '-Infinity', '1E-99999', '-0'):
            show((text, towards), lambda: x.next_toward(Decimal(towards), c), c)
    for a, b, third in (
        (0, 'Inf', 'sNaN123'), ('Inf', 0, 'sNaN1'), ('Inf', 0, 'NaN5'), ('sNaN2', 'Inf', 'sNaN3'), ('NaN2', 1, 'sNaN3'),
        (0, '-Inf', 1), ('sNaN', 'NaN4', 1), ('NaN4', 'NaN5', 'NaN6'), (2, 3, 'sNaN9'),
    ):  # fmt: skip
        show((a, b, third), lambda: Decimal(a).fma(Decimal(b), Decimal(third), c), c)
