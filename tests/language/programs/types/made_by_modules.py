# Types that CPython makes at run time tell their instances the module and have (empty) annotations.
import array, collections, contextvars, csv, datetime, decimal, functools, inspect, io, itertools, operator
import pickle, re, struct, weakref

for o in [
    datetime.date(1, 1, 1), datetime.timedelta(1), datetime.timezone.utc, weakref.ref(int),
    contextvars.ContextVar('x'), contextvars.copy_context(), pickle.PickleBuffer(b''),
    collections.OrderedDict(), collections.deque(), collections.defaultdict(), t'', t'{1}'.interpolations[0],
    io.BytesIO(), csv.reader([]), re.compile(''), re.match('', ''), decimal.Decimal(1), functools.partial(int),
    itertools.count(), array.array('i'), operator.itemgetter(1), struct.Struct('i'), list[int], int | str, 5,
    ExceptionGroup('a', [ValueError()]), BaseExceptionGroup('a', [KeyboardInterrupt()]), ValueError(),
]:
    t = type(o)
    flags = t.__flags__ >> 8 & 3
    print(t, '__module__' in vars(t), '__module__' in dir(o), getattr(o, '__module__', 'none'), flags)
    for n in ('__annotations__', '__annotate__'):
        try:
            print('  ', getattr(t, n), getattr(t, n) is getattr(t, n))
        except AttributeError as e:
            print('  ', e)
    print('  ', inspect.get_annotations(t))
print(inspect.signature(bytes.maketrans), inspect.signature(bytearray.maketrans))
for protocol in range(6):
    try:
        pickle.dumps((lambda: 0).__code__, protocol)
    except TypeError as e:
        print(protocol, e)
