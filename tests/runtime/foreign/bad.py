# Bytecode that CPython would crash on is refused with an exception, when it first runs.
import dis
import marshal
import types
from opcode import opmap


def op(name, arg=0, caches=0):
    return bytes([opmap[name], arg]) + bytes(2 * caches)


def two(a, b=(1,), **k):
    def inner():
        return a
    for x in b:
        yield x, inner, k


def run(title, code, *args, **changes):
    try:
        f = types.FunctionType(code.replace(**changes), {}, 'f')
        v = f(*args)
        print(title, 'gives', list(v) if type(v) is types.GeneratorType else v)
    except Exception as e:
        print(title, '|', type(e).__name__, e)


def plain(x):
    return x


code = plain.__code__.replace(co_stacksize=10)
END = op('RETURN_VALUE')
NULL = op('PUSH_NULL')
ONE = op('LOAD_SMALL_INT', 1)
for title, text in [
    ('empty', b''),
    ('falls off', ONE),
    ('no such instruction', b'\xff\0' + ONE + END),
    ('the loop\'s own instruction', bytes([150, 0]) + ONE + END),
    ('underflow', END),
    ('overflow', ONE * 40 + END),
    ('no variable', op('LOAD_FAST', 9) + END),
    ('unbound', op('DELETE_FAST', 0) + op('LOAD_FAST', 0) + END),
    ('no constant', op('LOAD_CONST', 99) + END),
    ('no name', op('LOAD_NAME', 7) + END),
    ('returns nothing', NULL + END),
    ('jumps out', op('JUMP_FORWARD', 99) + ONE + END),
    ('jumps into caches', op('JUMP_FORWARD', 3) + ONE + ONE + op('BINARY_OP', 0, 5) + END),
    ('jumps back out', op('JUMP_BACKWARD', 50, 1)),
    ('words in caches', ONE + ONE + op('BINARY_OP', 0, 4) + op('LOAD_FAST', 200) + END),
    ('two depths', op('LOAD_FAST', 0) + op('POP_JUMP_IF_TRUE', 2, 1) + op('NOT_TAKEN') + ONE + ONE + END),
    ('appends to a number', ONE + ONE + op('LIST_APPEND', 1) + END),
    ('adds to a number', ONE + ONE + op('SET_ADD', 1) + END),
    ('maps to a number', ONE + ONE + ONE + op('MAP_ADD', 1) + END),
    ('far append', ONE + op('LIST_APPEND', 200) + END),
    ('joins a number', ONE + op('BUILD_STRING', 1) + END),
    ('no template', ONE + ONE + op('BUILD_TEMPLATE') + END),
    ('function of a number', ONE + op('MAKE_FUNCTION') + END),
    ('no cell', op('LOAD_DEREF', 0) + END),
    ('makes a cell of a plain variable', op('MAKE_CELL', 0) + op('LOAD_DEREF', 0) + END),
    ('yields in a function', ONE + op('YIELD_VALUE') + END),
    ('a generator twice', op('RETURN_GENERATOR') + op('POP_TOP') + op('RETURN_GENERATOR') + END),
    ('handles nothing', ONE + op('PUSH_EXC_INFO') + END),
    ('raises a number again', ONE + op('RERAISE', 0)),
    ('ends no except', ONE + op('POP_EXCEPT') + ONE + END),
    ('copies from below', op('COPY', 5) + END),
    ('swaps with nothing', ONE + op('SWAP', 9) + END),
    ('keywords of a number', ONE + NULL + ONE + ONE + op('CALL_KW', 1, 3) + END),
    ('mapping of a number', ONE + NULL + op('BUILD_TUPLE', 0) + ONE + op('CALL_FUNCTION_EX') + END),
    ('slice of four', ONE * 4 + op('BUILD_SLICE', 4) + END),
    ('raises three', ONE * 3 + op('RAISE_VARARGS', 3)),
    ('comparison 7', ONE + ONE + op('COMPARE_OP', 255, 1) + END),
    ('operator 99', ONE + ONE + op('BINARY_OP', 99, 5) + END),
    ('no closure', op('COPY_FREE_VARS', 1) + ONE + END),
    ('loop without end', op('LOAD_FAST', 0) + op('FOR_ITER', 1, 1) + END + ONE + END),
    ('in order', ONE + op('LOAD_FAST', 0) + op('BINARY_OP', 0, 5) + END),
]:
    run(title, code, 4, co_code=text)
run('small stack', two.__code__, 1, co_stacksize=0)
run('large stack', code, 1, co_stacksize=2**31 - 1)
run('handler inside', code, 1, co_exceptiontable=bytes([128, 3, 55, 0]))
run('deep handler', code, 1, co_exceptiontable=bytes([128, 3, 1, 30]))
run('endless numbers', code, 1, co_exceptiontable=b'\xff' * 40)
run('fewer names', two.__code__, 1, co_varnames=two.__code__.co_varnames[:3], co_nlocals=3)
run('no constants', two.__code__, 1, co_consts=())
run('not a code object', two.__code__, 1, co_consts=tuple([5 for _ in two.__code__.co_consts]))
run('names of tables', compile('f(a=1, b=2)', '', 'eval'), co_consts=(1, (1, 2), 'x'))
data = bytearray(marshal.dumps(code))
at = data.index(code.co_code)
data[at:at + len(code.co_code)] = bytes([opmap['LOAD_FAST'], 77] * (len(code.co_code) // 2))
run('marshalled', marshal.loads(bytes(data)), 1)


def failing():
    try:
        1 / 0
    except ZeroDivisionError:
        pass


# What the last handler raises goes to the first one, and so on.
code = failing.__code__
first, *_, last = dis._parse_exception_table(code)
start, end, target = last.target // 2, len(code.co_code) // 2, first.target // 2
assert max(start, end, target) < 64
more = bytes([0x80 | start, end - start, target, 0])
run('a handler before what it protects', code, co_exceptiontable=code.co_exceptiontable + more)


# Not only bytecode: what the compiler's own code leans on can be something else.

try:
    exec('__conditional_annotations__ = 5\nif 1:\n    x: int')
except SystemError as e:
    print(e)


# A debugger's jump to where a list is wanted, with something else in its place.
import sys


def confused(a):
    print('x',
          a)
    return [*a,
            *a]


def tracer(frame, event, arg):
    if frame.f_code is not confused.__code__:
        return None
    if event == 'line' and frame.f_lineno == confused.__code__.co_firstlineno + 2:
        sys.settrace(None)
        try:
            frame.f_lineno += 2
        except ValueError as e:
            print(e)
    return tracer


sys.settrace(tracer)
print(confused([1]))
