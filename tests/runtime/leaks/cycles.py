# A hundred kinds of cycles, each built and dropped 1,000 times: afterwards there are as many objects, blocks and
# bytes as before. Prints a line for every kind that leaves something behind.
import array, collections, contextlib, contextvars, enum, functools, gc, io, itertools, operator, re, sys, threading
import tracemalloc, types, weakref

kinds = []


def kind(f):
    kinds.append((f.__name__, f))
    return f


class Node:
    pass


class Slots:
    __slots__ = ("a", "b", "__weakref__")


class Finalized:
    ran = 0

    def __del__(self):
        Finalized.ran += 1


# --- containers


@kind
def list_in_itself():
    x = []
    x.append(x)


@kind
def dict_in_itself():
    x = {}
    x["self"] = x


@kind
def dict_int_keys():
    x = {i: i for i in range(20)}
    x[100] = [x]


@kind
def tuple_and_list():
    x = []
    x.append((x, (x, x)))


@kind
def set_with_instance():
    n = Node()
    n.set = {n}


@kind
def frozenset_with_instance():
    n = Node()
    n.set = frozenset([n, 1])


@kind
def two_lists():
    a, b = [], []
    a.append(b)
    b.append(a)


@kind
def long_ring():
    first = last = Node()
    for _ in range(30):
        last.next = Node()
        last = last.next
    last.next = first


@kind
def deep_nesting():
    x = top = []
    for _ in range(200):
        x.append([])
        x = x[0]
    x.append(top)


@kind
def large_list():
    x = [None] * 1000
    x[500] = x


@kind
def large_dict():
    x = dict.fromkeys(range(300))
    x[5] = x


@kind
def deque_in_itself():
    d = collections.deque(maxlen=70)
    d.extend(range(69))
    d.append(d)


@kind
def ordered_dict():
    d = collections.OrderedDict(a=1)
    d["d"] = d


@kind
def default_dict():
    d = collections.defaultdict(list)
    d["x"].append(d)


@kind
def default_dict_method():
    d = collections.defaultdict()
    d.default_factory = d.copy


@kind
def counter():
    c = collections.Counter("abc")
    c.me = c


@kind
def chain_map():
    m = {}
    m["chain"] = collections.ChainMap(m)


@kind
def named_tuple():
    x = []
    x.append(Point(x, 1))


Point = collections.namedtuple("Point", "x y")


@kind
def user_list_dict():
    u = collections.UserDict()
    u["l"] = collections.UserList([u])


@kind
def mapping_proxy():
    d = {}
    d["p"] = types.MappingProxyType(d)


@kind
def simple_namespace():
    n = types.SimpleNamespace()
    n.me = n


@kind
def slice_of_list():
    x = []
    x.append(slice(x, x, x))


@kind
def dict_views():
    d = {}
    d["views"] = d.keys(), d.values(), d.items()


@kind
def iterators():
    x = [1, 2]
    x.append((iter(x), reversed(x), enumerate(x), zip(x, x), map(str, x), filter(None, x)))


@kind
def itertools_objects():
    x = [1]
    x += [itertools.chain(x, x), itertools.cycle(x), itertools.islice(x, 3), itertools.groupby(x)]
    x += [itertools.tee(x), itertools.product(x, x), itertools.accumulate(x), itertools.count(5)]


@kind
def half_used_iterators():
    x = [[1], [2]]
    it = iter(x)
    next(it)
    g = itertools.groupby(x)
    next(g)
    x.append((it, g))


@kind
def memory_view():
    b = bytearray(100)
    x = [memoryview(b)]
    x.append(x)


@kind
def array_subclass():
    a = Array("i", range(50))
    a.me = a


class Array(array.array):
    pass


@kind
def container_subclasses():
    for base in (list, dict, set):
        x = type_of(base)()
        x.me = x


_types = {}


def type_of(base):
    return _types.setdefault(base, type("Sub", (base,), {}))


@kind
def str_and_int_subclasses():
    for cls, value in ((type_of(str), "text" * 20), (type_of(int), 10**30), (type_of(float), 2.5), (type_of(bytes), b"x")):
        x = cls(value)
        x.me = x


@kind
def exceptions_with_arguments():
    e = ValueError([1])
    e.args[0].append(e)


# --- instances


@kind
def instance_in_itself():
    n = Node()
    n.me = n


@kind
def instance_dict():
    n = Node()
    n.__dict__["d"] = n.__dict__


@kind
def many_attributes():
    n = Node()
    for i in range(40):
        setattr(n, f"attribute_{i % 35}", n)


@kind
def deleted_attributes():
    n = Node()
    n.a, n.b, n.c = n, n, n
    del n.b


@kind
def slots():
    s = Slots()
    s.a, s.b = s, [s]


@kind
def class_changed():
    n = Node()
    n.me = n
    n.__class__ = Other


class Other:
    pass


@kind
def bound_method():
    n = Method()
    n.m = n.method


class Method:
    def method(self):
        pass


@kind
def builtin_method():
    x = []
    x.append(x.append)


@kind
def method_wrapper():
    x = []
    x.append(x.__len__)


@kind
def property_and_descriptor():
    n = Node()
    n.p = property(lambda self: n)
    n.s = staticmethod(n.p.fget), classmethod(n.p.fget)


@kind
def super_object():
    n = Node()
    n.s = super(Node, n)


@kind
def partial():
    x = []
    x.append(functools.partial(print, x, end=x))


@kind
def operator_getters():
    x = []
    x.append((operator.itemgetter(0, 1), operator.methodcaller("m", x), operator.attrgetter("a.b")))


@kind
def lru_cache():
    n = Node()
    n.f = functools.lru_cache(maxsize=3)(lambda x: [n, x])
    for i in range(5):
        n.f(i)


@kind
def cached_property():
    n = Cached()
    n.value


class Cached:
    @functools.cached_property
    def value(self):
        return self


@kind
def iterator_over_class():
    n = Sequence()
    n.it = iter(n)
    n.r = reversed(n)


class Sequence:
    def __getitem__(self, i):
        return self

    def __len__(self):
        return 3


@kind
def callable_iterator():
    n = Node()
    n.it = iter(lambda: n, 5)


# --- functions


@kind
def closure():
    def f():
        return f


@kind
def closure_of_two():
    def f():
        return g

    def g():
        return f


@kind
def function_attribute():
    def f():
        pass

    f.me = f


@kind
def function_defaults():
    x = []

    def f(a=x, *, b=x):
        pass

    x.append(f)


@kind
def function_globals():
    g = {}
    exec("def f(): return f\nx = [f]", g)


@kind
def function_annotations():
    def f(a: 1) -> 2:
        pass

    f.__annotations__["f"] = f


@kind
def lambda_in_list():
    x = []
    x.append(lambda: x)


@kind
def wrapped_function():
    def f():
        return g

    @functools.wraps(f)
    def g():
        return f


@kind
def empty_cell():
    if Node is None:
        x = 1

    def f():
        return x, f


# --- generators, coroutines, frames


@kind
def generator_not_started():
    def g():
        yield it

    it = g()


@kind
def generator_suspended():
    def g():
        x = [it]
        yield x

    it = g()
    next(it)


@kind
def generator_in_try():
    def g():
        try:
            yield it
        finally:
            done.append(1)

    done = []
    it = g()
    next(it)


@kind
def generator_in_with():
    def g():
        with contextlib.suppress(KeyError), contextlib.ExitStack() as stack:
            stack.callback(len, [it])
            yield stack

    it = g()
    next(it)


@kind
def generator_delegates():
    def inner():
        yield outer_it

    def outer():
        yield from inner()

    outer_it = outer()
    next(outer_it)


@kind
def generator_expression():
    x = []
    x.append(y for y in x)
    x.append(z for z in x)
    next(x[1])


@kind
def generator_frame():
    def g():
        yield

    it = g()
    next(it)
    it.gi_frame.f_locals["self"] = it
    n = Node()
    n.it, n.frame = it, it.gi_frame
    n.me = n


@kind
def coroutine():
    async def c():
        await Awaitable(x)

    x = []
    co = c()
    x.append(co)
    co.send(None)


class Awaitable:
    def __init__(self, x):
        self.x = x

    def __await__(self):
        yield self


@kind
def async_generator():
    async def g():
        yield x

    x = []
    it = g()
    step = it.__anext__()
    x.append((it, step))
    step.close()


@kind
def frame_in_local():
    frame = sys._getframe()


@kind
def frame_kept():
    x = []

    def f():
        x.append(sys._getframe())

    f()


@kind
def frame_locals_proxy():
    proxy = sys._getframe().f_locals
    proxy["extra"] = proxy


# --- exceptions


@kind
def traceback_in_local():
    try:
        raise ValueError
    except ValueError as e:
        x = e


@kind
def traceback_in_depth():
    def f(n):
        if n:
            f(n - 1)
        1 / 0

    try:
        f(10)
    except ZeroDivisionError as e:
        kept = e.__traceback__


@kind
def exception_context():
    try:
        try:
            raise ValueError
        except ValueError as e:
            raise KeyError(e) from e
    except KeyError as e:
        kept = e


@kind
def exception_group():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2)])])
        except* ValueError as e:
            kept = e
    except ExceptionGroup as e:
        kept2 = e


@kind
def exception_notes():
    e = ValueError()
    e.add_note("text")
    e.__notes__.append(e)


@kind
def exception_in_generator():
    def g():
        try:
            yield
        except ValueError as e:
            kept = e
            yield it

    it = g()
    next(it)
    it.throw(ValueError)


# --- classes, modules


@kind
def empty_class():
    class C:
        pass


@kind
def class_with_everything():
    class Base:
        __slots__ = ("a",)

        def m(self):
            return super().__init__()

    class C(Base):
        x: int = 1
        p = property(lambda self: C)

        @staticmethod
        def s():
            return C

        @classmethod
        def c(cls):
            return cls

        def __init__(self):
            self.me = self

    C().m()
    C.instance = C()


@kind
def metaclass():
    class Meta(type):
        def __call__(cls):
            return super().__call__()

    class C(metaclass=Meta):
        pass

    C()


@kind
def class_of_type_call():
    C = type("C", (), {"x": 1})
    C.me = C()


@kind
def abstract_class():
    import abc

    class A(abc.ABC):
        @abc.abstractmethod
        def m(self):
            pass

    class B(A):
        def m(self):
            return A

    isinstance(B(), A)


@kind
def enum_class():
    class E(enum.Enum):
        A = 1
        B = 2

    E(1)


@kind
def generic_class():
    class G[T]:
        x: T

        def m[U](self, u: U) -> T:
            pass

    G[int].parameters = G


@kind
def type_alias():
    type Alias[T] = list[Alias[T]]
    Alias.__value__


@kind
def subclasses_die_first():
    class A:
        pass

    class B(A):
        pass

    class C(B, A):
        pass

    C().x = A


@kind
def module():
    m = types.ModuleType("m")
    m.me = m
    exec("def f(): return f\nclass C: pass\nx = C()", m.__dict__)


@kind
def module_in_sys_modules():
    m = sys.modules["temporary"] = types.ModuleType("temporary")
    m.m = m
    del sys.modules["temporary"]


# --- weak references, contexts, others


@kind
def weak_reference():
    n = Node()
    n.ref = weakref.ref(n)
    n.me = n


@kind
def weak_reference_outside():
    n = Node()
    n.me = n
    kept.append(weakref.ref(n, kept_callback))
    del kept[:-5]


kept = []


def kept_callback(ref):
    pass


@kind
def weak_reference_callback_in_cycle():
    n = Node()
    n.ref = weakref.ref(n, lambda r: n)


@kind
def weak_proxy():
    n = Node()
    n.proxy = weakref.proxy(n)
    n.me = [n]


@kind
def weak_dictionaries():
    n = Node()
    n.values = weakref.WeakValueDictionary(me=n)
    n.keys = weakref.WeakKeyDictionary({n: 1})
    n.set = weakref.WeakSet([n])


@kind
def weak_method_and_finalize():
    n = Method()
    n.ref = weakref.WeakMethod(n.method)
    n.me = n
    weakref.finalize(n, len, ()).atexit = False


@kind
def finalizer():
    f = Finalized()
    f.me = f


@kind
def finalizers_in_ring():
    a, b = Finalized(), Finalized()
    a.b, b.a = b, a


@kind
def resurrected():
    r = Lazarus()
    r.me = r


class Lazarus:
    def __del__(self):
        graves.append(self)
        del graves[:]


graves = []


@kind
def finalizer_makes_garbage():
    n = Messy()
    n.me = n


class Messy:
    def __del__(self):
        x = [self]
        x.append(x)


@kind
def contexts():
    v = contextvars.ContextVar("v")
    c = contextvars.copy_context()
    c.run(v.set, [c, v])


@kind
def thread_local_and_locks():
    n = Node()
    n.local = threading.local()
    n.local.n = n
    n.lock, n.event, n.condition = threading.Lock(), threading.Event(), threading.Condition()


@kind
def files_and_patterns():
    n = Node()
    n.f = io.StringIO("text")
    n.b = io.BufferedReader(io.BytesIO(b"text"))
    n.f.n = n
    n.m = re.match("(t)", "text")
    n.it = re.finditer("t", "text")


@kind
def code_objects():
    x = []
    ns = {"x": x}
    exec(compile("def f(a, b=[1]):\n    return [a for a in b]\nx.append(f)\nf(1)", "<leak>", "exec"), ns)


def count():
    while gc.collect():
        pass
    return len(gc.get_objects()), sys.getallocatedblocks(), tracemalloc.get_traced_memory()[0]


def measure(f, times):
    tracemalloc.start()
    for _ in range(times):  # tables that grow once have grown then
        f()
    before = count()
    for _ in range(times):
        f()
    after = count()
    tracemalloc.stop()
    return [b - a for a, b in zip(before, after)]


times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
chosen = sys.argv[2:]
bad = 0
for name, f in kinds:
    if chosen and name not in chosen:
        continue
    objects, blocks, size = measure(f, times)
    if size > times * 2:  # a table that happened to grow just then does not do so again
        objects, blocks, size = map(min, (objects, blocks, size), measure(f, times))
    if objects > times // 100 or blocks > times // 100 or size > times * 2:
        bad += 1
        print("LEAK", name, "objects", objects, "blocks", blocks, "bytes", size)
print(len(kinds), "kinds,", bad, "leaks")
