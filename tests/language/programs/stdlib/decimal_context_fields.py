# The fields of a decimal context, set with and without regard for what it allows.
import decimal
import pickle
import sys

c = decimal.Context()
for name in ('prec', 'emin', 'emax'):
    for v in (1, 0, -1, 1070000000, 1070000001, -1070000000, -1070000001, 1 << 31, 1 << 70, 'x', 1.0):
        try:
            print(name, v, getattr(c, '_unsafe_set' + name)(v), c.prec, c.Emin, c.Emax)
        except Exception as e:
            print(name, v, type(e).__name__, e)
for name in ('prec', 'Emin', 'Emax', 'capitals', 'clamp'):
    for v in (0, 1, 2, -1, 1 << 70, 'x'):
        try:
            setattr(c, name, v)
            print(name, getattr(c, name))
        except Exception as e:
            print(name, v, type(e).__name__, e)
wide = decimal.Context()
wide._unsafe_setemax(1070000000)
wide._unsafe_setemin(-1070000000)
print(wide.create_decimal('1e1000000000'), wide.multiply(decimal.Decimal('1e400000000'), 7))

# The module's second life has the same class of tuples.
first = decimal.DecimalTuple
for name in ('decimal', '_decimal'):
    sys.modules.pop(name)
import decimal
again = decimal.Decimal('-1.25').as_tuple()
print(again, type(again) is decimal.DecimalTuple, type(pickle.loads(pickle.dumps(again))) is type(again))
