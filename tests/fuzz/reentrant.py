# Objects that are used while they are in use. One object, the target, of any type that there is, is asked to do
# random things with random arguments; what these things call (special methods, callbacks, trace functions, streams,
# hooks) uses the target again: changes it, empties it, drops it, changes its class. C code that keeps a pointer or
# a length over such a call crashes. CPython itself does here and there, so nothing is compared.
#
# batch.py runs this text once for each seed, in a new namespace: a seed is one case for ever. Each action is written
# out before it begins: the last ones show what to look at.
import _abc, _bisect, _codecs, _collections, _contextvars, _csv, _heapq, _imp, _json, _lsprof, _operator, _pickle  # noqa
import _queue, _random, _statistics, _string, _thread, _typing, _weakref, binascii, builtins, errno  # noqa
import array, ast, bisect, codecs, collections, contextvars, copy, csv, datetime, decimal, fractions, functools, gc  # noqa
import hashlib, heapq, io, itertools, json, marshal, math, operator, os, pickle, random, re, select, struct  # noqa
import symtable, sys, time, tracemalloc, types, typing, unicodedata, warnings, weakref  # noqa

r = random.Random(SEED)  # noqa: F821
with open('reentrant.txt') as f:
    objects, expressions, statements = [part.splitlines() for part in f.read().split('\n\n')]
target = None
kept = []  # what actions gave
depth = acts = 0
over = False
TOOL = 4
INTERNAL = re.compile('without|lost|bad (slot|member|operand|bytecode|intrinsic)|unknown opcode|no cell|no symbol')

# What waits, ends the process, never ends, changes what other cases see, or writes to where the results go.
SKIPPED_METHODS = {'acquire', 'poll', '__globals__', 'f_globals', 'f_builtins', 'f_back'}
SKIPPED_FUNCTIONS = set('''
    _main _set_nomemory _showwarnmsg_impl _test acquire_lock breakpoint catch_warnings clear_traces clock_settime copyright count
    create_dynamic credits cycle disable eval exec exec_dynamic exit filterwarnings formatwarning freeze get_debug globals
    help increment_lineno input license load_dynamic locals open print quit register register_error repeat resetwarnings
    set_debug set_threshold setcontext showwarning simplefilter sleep start stop vars
'''.split())
MODULES = [
    _abc, _bisect, _codecs, _collections, _contextvars, _csv, _heapq, _imp, _json, _operator, _pickle, _statistics,
    _string, _typing, _weakref, array, ast, binascii, builtins, copy, datetime, decimal, errno, functools, gc,
    heapq, itertools, json, marshal, math, operator, pickle, re, struct, time, tracemalloc, types, unicodedata, warnings,
]


# --- acting ---------------------------------------------------------------------------------------------------
def note(text):
    os.write(1, f'{"   " * depth}{text}\n'.encode('utf-8', 'replace'))


def check(error):
    """The interpreter itself says that something in it is wrong."""
    if isinstance(error, SystemError) and INTERNAL.search(str(error)):
        os.write(2, f'SystemError: {error}\n'.encode())
        os._exit(70)


def attempt(action, *args):
    try:
        return action(*args)
    except BaseException as e:
        check(e)


def act():
    """What everything does first that is called from within an action."""
    global depth, acts
    if over:
        return
    acts += 1
    if acts > 100:
        raise OverflowError('enough')
    if depth < 3 and r.random() < 0.75:
        depth += 1
        try:
            attempt(some_action, target)
        finally:
            depth -= 1
    if r.random() < 0.04:
        raise ValueError('by chance')


def some_action(o):
    k = r.random()
    if k < 0.45:
        result = call_method(o)
    elif k < 0.80:
        result = use(o)
    elif k < 0.90:
        result = call_function(o)
    else:
        result = r.choice((change_class, change_frame, change_tracing, change_held))(o)
    if r.random() < 0.3 and hasattr(type(result), '__next__'):
        collections.deque(itertools.islice(result, 8), 0)
    if len(kept) < 6:
        kept.append(result)


@functools.cache
def uses_of(cls):
    """The lines that ask for no attribute that is not there."""
    return [[line for line in lines if all(hasattr(cls, name) for name in re.findall(r'\bo\.(\w+)', line))]
            for lines in (expressions, statements)]


def use(o):
    is_statement = r.random() < 0.25
    line = r.choice(uses_of(type(o))[is_statement])
    note(f'{kind(o)} o: {line}')
    space = globals() | {'o': o}
    if is_statement:
        line = line.replace('\\n', '\n ')
    elif r.random() < 0.7:
        return eval(line, space)
    exec(f'def f(o):\n {line}', space)
    for _ in range(r.choice((1, 15))):  # often enough and its instructions are specialized
        attempt(space['f'], r.choice((o, o, o, anything())))


def kind(o):
    return type(o).__name__


def arguments():
    return [anything() for _ in range(r.choice((0, 1, 1, 2, 3)))]


@functools.cache
def names_of(cls):
    """What every object has, less often."""
    names = [n for n in dir(cls) if n not in SKIPPED_METHODS and (n, cls) != ('get', _queue.SimpleQueue)]
    return names + 3 * [n for n in names if n not in dir(object)]


def functions_of(module):
    return [n for n in dir(module) if n not in SKIPPED_FUNCTIONS and n[:2] != '__' and callable(getattr(module, n))]


def call_method(o):
    name, args = r.choice(names_of(type(o))), arguments()
    note(f'{kind(o)}.{name}({", ".join(map(kind, args))})')
    found = getattr(o, name)
    if callable(found):
        return found(*args)
    k = r.random()
    if k < 0.3:
        setattr(o, name, anything())
    elif k < 0.4:
        delattr(o, name)
    return found


def call_function(o):
    module, args = r.choice(MODULES), arguments()
    name = r.choice(functions_of(module))
    if r.random() < 0.6:
        args.insert(r.randrange(len(args) + 1), o)
    note(f'{module.__name__}.{name}({", ".join(map(kind, args))})')
    return getattr(module, name)(*args)


# --- what acts ------------------------------------------------------------------------------------------------
def acting_method(answer):
    def method(self, *args, **keywords):
        act()
        return answer()
    return method


def choice_of(*values):
    return lambda: r.choice(values)


answers = {
    '__index__ __int__ __trunc__ __floor__ __ceil__ __round__ fileno seek tell': choice_of(0, 1, 2, 3, -1, 5),
    '__hash__': choice_of(1, 2),
    '''__eq__ __ne__ __lt__ __gt__ __le__ __ge__ __contains__ __instancecheck__
       __subclasscheck__''': choice_of(True, False),
    '__bool__ readable writable seekable': choice_of(True, True, False),
    '__str__ __repr__ __format__ tzname dst __fspath__ name': choice_of('x', '', '/nonexistent/x'),
    '__float__': choice_of(1.5, 0.0),
    '__complex__': choice_of(1j),
    '__iter__ __reversed__ __aiter__ __await__': lambda: Items(),
    '__len__ __length_hint__ write': choice_of(0, 1, 2, 3),
    '''__call__ __missing__ __get__ __anext__ __enter__ __exit__ __copy__ __deepcopy__ __aenter__ __aexit__
       __class_getitem__ __add__ __radd__ __iadd__ __mul__ __rmul__ __sub__ __rsub__ __or__ __ror__ __ior__ __and__
       __rand__ __mod__ __rmod__ __matmul__ __pow__ __rpow__ __divmod__ __floordiv__ __truediv__ __lshift__ __neg__
       __invert__ __abs__ send throw default object_hook persistent_load find_class''': lambda: anything(),
    '''__setitem__ __delitem__ __del__ __set__ __delete__ __set_name__ __setstate__ __init_subclass__ __sizeof__ close
       flush''': lambda: None,
    '__buffer__': lambda: memoryview(bytearray(b'abcdefgh')),
    '__bytes__': choice_of(b'ab', b''),
    '__reduce_ex__': choice_of((str, ('a',)), (list, (), None, iter([1, 2])), 'name'),
    '__getstate__': choice_of({'a': 1}, None),
    '__mro_entries__': choice_of((object,), ()),
    '__dir__ __match_args__': lambda: ['a', Actor()],
    'keys items': lambda: ['a', Actor(), ('a', 1)],
    'read readline recv': choice_of(b'abc\n', b'', 'x', b'\x80\x04.'),
    'readinto': choice_of(0, 1, 3, None),
    'utcoffset': choice_of(datetime.timedelta(hours=1), None),
    'encode': choice_of((b'ab', 1), (b'', 0)),
    'decode': choice_of(('ab', 1), 'ab'),
}


def get_item(self, key):
    act()
    if r.random() < 0.4:
        raise IndexError
    return anything()


def get_attribute(self, name):
    if name.startswith('__'):
        raise AttributeError(name)
    act()
    return anything()


methods = {name: acting_method(answer) for names, answer in answers.items() for name in names.split()}
Actor = type('Actor', (), {
    **methods,
    '__module__': __name__,
    '__init__': lambda self, *args: None,
    '__getitem__': get_item,
    '__getattr__': get_attribute,
    '__class__': property(lambda self: act() or type(self)),
})
some = {name: method for name, method in methods.items() if r.random() < 0.3 or name == '__hash__'}
Other = type('Other', (), some)


class Items:
    def __init__(self):
        self.left = r.choice((2, 5))

    def __iter__(self):
        return self

    def __next__(self):
        act()
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return anything()


NEEDED = {'__new__', '__class__', '__init_subclass__', '__subclasshook__', '__getattribute__'}


def acting_override(base, name):
    method = getattr(base, name)

    def override(*args, **keywords):
        act()
        return method(*args, **keywords)
    return override


@functools.cache
def acting(base):
    """A subclass of which some methods act before they do what they always do."""
    space = {'__module__': __name__}
    for name in dir(base):
        if r.random() < 0.3 and name not in NEEDED and callable(getattr(base, name, None)):
            space[name] = acting_override(base, name)
    return type(base.__name__.title(), (base,), space)


class Raw(io.RawIOBase):
    """A stream that acts below the streams that buffer and decode it."""
    content = b'abc\r\n\xffdef\n' * 9
    at = 0

    def readinto(self, buffer):
        act()
        if len(kept) < 6:
            kept.append(buffer)
        n = min(len(buffer), r.choice((1, 5, 100)), len(self.content) - self.at)
        buffer[:n] = self.content[self.at:self.at + n]
        self.at += n
        return n

    def write(self, data):
        act()
        return r.choice((len(data), 1, None))

    def seek(self, to, whence=0):
        act()
        self.at = min(max(to, 0), 90) if whence == 0 else self.at
        return self.at

    def tell(self):
        act()
        return self.at

    def flush(self):
        act()

    def readable(self):
        return True

    writable = seekable = readable


def replaced(error):
    act()
    return r.choice(('?', '', b'?')), r.choice((error.end, error.start + 1, -1))


def find_codec(name):
    if name == 'actor':
        return codecs.CodecInfo(lambda s, errors=None: (act(), b'ab', len(s))[1:],
                                lambda s, errors=None: (act(), 'ab', len(s))[1:])


def function(*args, **keywords):
    act()
    return anything()


def generator():
    try:
        for item in Items():
            item = yield item
    except ValueError:
        yield act()
    finally:
        act()


async def coroutine():
    async with Actor():
        act()
        await Actor()


async def async_generator():
    try:
        yield anything()
        await Actor()
        yield act()
    finally:
        await Actor()


def a_traceback():
    try:
        Actor().missing.missing and 1 / 0
        raise ExceptionGroup('m', [ValueError(Actor())])
    except BaseException as e:
        return e.__traceback__


def tracer(*args):
    """For settrace, setprofile and monitoring: raises only where that is caught."""
    if not over and r.random() < 0.03:
        attempt(act)
        if depth and r.random() < 0.1:
            raise ValueError('by chance')
    return tracer


def disabling(*args):
    return sys.monitoring.DISABLE if depth else None  # some events refuse it: an exception


# --- what the lines of reentrant.txt use ----------------------------------------------------------------------
things = [
    Actor, Actor, Actor, Actor, Items,
    choice_of(0, 1, 2, -1, 7, 255, 10**20),
    choice_of('a', '', 'abc', 'x\ny', '%s', '{}', '{0!r:>{1}}', '\xe9\u1234', 'utf-8', 'ascii', 'actor', 'acting'),
    choice_of(b'a', b'', b'abc\n', b'\xff\xfe'),
    choice_of(None, True, 1.5, ..., int, len, ValueError, function),
    lambda: [Actor(), 1, Actor()], lambda: (Actor(), 2, 'a'), lambda: {Actor(): Actor(), 'a': 1}, lambda: {Actor(), 1},
    lambda: slice(Actor(), Actor(), None), lambda: frozenset([1, Actor()]), lambda: bytearray(b'abcdef'),
    lambda: iter([Actor(), Actor()]), lambda: memoryview(bytearray(8)), generator,
    lambda: acting(list)([Actor(), 1]), lambda: acting(dict)(a=Actor()), lambda: acting(str)('a'), lambda: acting(int)(3),
    lambda: acting(tuple)((1, Actor())), lambda: acting(bytes)(b'ab'), lambda: acting(set)([1, Actor()]),
    lambda: acting(float)(1.5), Raw, lambda: ValueError(Actor()), lambda: {'a': Actor()}.items(),
    lambda: target, lambda: target, lambda: target, lambda: type(target), lambda: r.choice(kept) if kept else None,
]


def anything():
    return r.choice(things)()


class Slotted:
    __slots__ = ('a', 'b', '__weakref__')


class Zone(datetime.tzinfo):
    utcoffset = methods['utcoffset']
    dst = methods['utcoffset']
    tzname = methods['tzname']


A, x = Actor, anything
TEXT = '''
a = [1, b]
def f(x, *y, z=2):
    return f"{x + 1:>{z}}"
class C(D):
    match x:
        case [1, *_]: pass
'''


def keep(o):
    kept.append(o)
    return o


def matched(o):
    match o:
        case {'a': x, **rest}:
            return rest
        case [x, *_]:
            return x
        case Actor(a=1) | Actor(1):
            return 1


def driven(o):
    """A generator or an awaitable, step by step."""
    for _ in range(4):
        r.choice((o.send, o.send, o.throw))(r.choice((None, ValueError, Actor())))
        act()


# --- changes of what the interpreter stands on ----------------------------------------------------------------
def change_class(o):
    own = [c for c in (type(o), o, Actor, Other, Zone, Raw, Slotted) if isinstance(c, type) and c.__module__ == __name__]
    cls = r.choice(own)
    names = [*methods, *vars(cls), '__slots__', '__mro__', '__abstractmethods__', '__doc__', '__name__']
    names = [n for n in names if n != '__del__']  # a class that is its own makes objects for ever
    name = r.choice(names)
    k = r.randrange(7)
    note(f'class {kind(o)} {cls.__name__} {name} {k}')
    if k < 2:
        setattr(cls, name, anything())
    elif k == 2:
        delattr(cls, name)
    elif k == 3:
        cls.__bases__ = r.choice(((object,), (Slotted,), (*cls.__bases__, Other), (acting(list),), (Actor, Other)))
    elif k == 4:
        o.__class__ = r.choice((*own, Other))
    elif k == 5:
        o.__dict__ = acting(dict)(a=Actor())
    else:
        o.__dict__.clear()


def change_frame(o):
    frame, frames = sys._getframe(1), []
    while frame:
        if frame.f_code.co_filename == __file__ and frame.f_code.co_name not in ('<module>', 'act'):
            frames.append(frame)
        frame = frame.f_back
    frame = r.choice(frames[-8:])
    del frames
    k = r.randrange(6)
    note(f'frame {frame.f_code.co_name} {k}')
    if k < 2:
        frame.f_locals[r.choice(('o', 'args', 'self', 'x', 'answer', 'method'))] = anything()
    elif k == 2:
        frame.f_locals.update({'o': anything(), 'extra': anything()})
    elif k == 3:
        frame.clear()
    elif k == 4:
        frame.f_trace, frame.f_trace_opcodes = r.choice((tracer, None)), r.choice((True, False))
    else:
        kept.append(frame)


def change_tracing(o):
    k = r.randrange(5)
    note(f'tracing {k}')
    if k == 0:
        sys.settrace(r.choice((tracer, None)))
    elif k == 1:
        sys.setprofile(r.choice((tracer, None)))
    elif k < 4:
        if not sys.monitoring.get_tool(TOOL):
            sys.monitoring.use_tool_id(TOOL, 'reentrant')
        event = 1 << r.randrange(17)
        sys.monitoring.register_callback(TOOL, event, r.choice((tracer, None, disabling)))
        sys.monitoring.set_events(TOOL, event)
    else:
        gc.callbacks.append(function)


def change_held(o):
    """What held the objects in use holds them no more."""
    global target
    k = r.randrange(4)
    note(f'held {k}')
    if k < 2:
        kept.clear()
    elif k == 2:
        target = anything()
    else:
        for call in names_of, uses_of, acting:
            call.cache_clear()


# --- one case -------------------------------------------------------------------------------------------------
def restore():
    sys.settrace(None)
    sys.setprofile(None)
    gc.callbacks.clear()
    gc.disable()
    if sys.monitoring.get_tool(TOOL):
        sys.monitoring.clear_tool_id(TOOL)
        sys.monitoring.free_tool_id(TOOL)
    codecs.unregister(find_codec)


def run():
    global target, acts
    line = r.choice(objects)
    note(line)
    made = attempt(eval, line, globals())
    for _ in range(8):
        target = made
        acts = 0
        attempt(some_action, made)


sys.unraisablehook = lambda info: check(info.exc_value)
warnings.simplefilter('ignore')
codecs.register_error('acting', replaced)
codecs.register(find_codec)
variable = contextvars.ContextVar('variable', default=Actor())
gc.collect()
gc.set_threshold(r.choice((20, 700)))
if r.random() < 0.5:
    gc.enable()
try:
    run()
finally:
    over = True
    restore()
    kept.clear()
