# Every attribute of sys and gc, with its type; signatures of the functions.
import gc, sys

for module in (sys, gc, sys.monitoring, sys._jit):
    for name in sorted(vars(module)):
        if name in ("_set_nomemory", "gettotalrefcount"):
            continue  # in debug builds only
        value = getattr(module, name)
        print(module.__name__, name, type(value).__name__, getattr(value, "__text_signature__", None))
for name in "int_info float_info hash_info thread_info flags version_info _emscripten_info".split():
    t = type(getattr(sys, name))
    fields = [n for n in vars(t) if not n.startswith("__")]
    print(t, fields, t.n_fields, t.n_sequence_fields, t.n_unnamed_fields)
for info in (sys.int_info, sys.float_info, sys.hash_info, sys.version_info):
    print(info)
print(sorted(sys.stdlib_module_names) == list(sorted(sys.stdlib_module_names)), len(sys.stdlib_module_names))
print(type(sys.builtin_module_names), list(sys.builtin_module_names) == sorted(sys.builtin_module_names))
print(set(sys.builtin_module_names) - set(sys.modules) != set(), "sys" in sys.builtin_module_names)
print(sorted(vars(sys.implementation)), sys.implementation.version == sys.version_info)
# live
sys._clear_type_cache()
gc.set_debug(-1)
print(gc.get_debug())
gc.set_debug(0)
sys.setrecursionlimit(1234)
print(sys.getrecursionlimit())
sys.set_int_max_str_digits(640)
print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)
sys.setswitchinterval(0.25)
print(sys.getswitchinterval())
sys.set_coroutine_origin_tracking_depth(3)


async def c():
    pass


co = c()
print(len(co.cr_origin), co.cr_origin[0][1:])
co.close()
sys.set_coroutine_origin_tracking_depth(0)
n = sys.getunicodeinternedsize()
names = [sys.intern(f"an_interned_name_{i}_") for i in range(100)]
print(sys.getunicodeinternedsize() - n >= 100, sys._is_interned(names[5]), sys._is_interned("not " + names[5]))
print(type(sys.getallocatedblocks()))
print(sys._is_immortal(None), sys._is_immortal(1), sys._is_immortal(object()), sys._is_immortal(int))
for f, args in ((sys.activate_stack_trampoline, ("perf",)), (sys.activate_stack_trampoline, (5,)), (sys.remote_exec, (1, "x")),
                (sys.getsizeof, ()), (sys._is_interned, (5,)), (sys.intern, (5,)), (sys.setswitchinterval, (0,)),
                (sys.call_tracing, (len, 5)), (sys._debugmallocstats, (1,)), (sys.setrecursionlimit, (0,))):
    try:
        print(f.__name__, f(*args))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
print(sys.call_tracing(max, (1, 5)))
print(sys.deactivate_stack_trampoline(), sys.is_stack_trampoline_active(), sys.is_remote_debug_enabled() in (True, False))
