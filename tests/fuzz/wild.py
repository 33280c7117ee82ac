# Code objects that no compiler made: those of a program, with instructions, tables, constants or counts changed
# by replace(), or bytes of their marshalled form. CPython trusts such code and crashes; here they must run, or be
# refused with an exception, and nothing else. What they print is of no interest.
import gc
import marshal
import os
import random
import sys
import _thread
import threading
import time
import types
from opcode import opmap, _inline_cache_entries

CODE = types.CodeType
STUCK = 77  # harness.mjs knows it
plain = [n for name, n in opmap.items() if 0 < n < 128]
caches = {opmap[name]: n for name, n in _inline_cache_entries.items() if n and name in opmap}
FIELDS = ['co_argcount', 'co_posonlyargcount', 'co_kwonlyargcount', 'co_stacksize', 'co_flags']
FLAGS = [1, 2, 4, 8, 0x10, 0x20, 0x80, 0x100, 0x200]


def codes_of(code):
    found = [code]
    for c in found:
        found += [k for k in c.co_consts if type(k) is CODE]
    return found


def instructions(data):
    """Lists of the bytes of each instruction, its prefixes and caches."""
    out, at, start = [], 0, 0
    while at + 1 < len(data):
        op = data[at]
        at += 2 + 2 * caches.get(op, 0)
        if op != opmap['EXTENDED_ARG']:
            out.append(data[start:at])
            start = at
    return out


def instruction(op, arg):
    return bytes([op, arg & 255]) + bytes(2 * caches.get(op, 0))


def change_code(r, code):
    parts = instructions(code.co_code)
    for _ in range(r.choice([1, 1, 1, 2, 3])):
        at = r.randrange(len(parts))
        part = parts[at]
        k = r.randrange(9)
        if k < 3:
            step = r.choice([-1, 1, 2, -2, r.randrange(256)])
            parts[at] = part[:1] + bytes([part[1] + step & 255]) + part[2:]
        elif k == 3:
            parts[at] = instruction(r.choice(plain), part[1])
        elif k == 4:
            parts[at] = instruction(r.choice(plain), r.choice([0, 0, 1, 2, 3, r.randrange(256)]))
        elif k == 5:
            parts.insert(at, instruction(r.choice(plain), r.choice([0, 0, 1, 2, 3, r.randrange(256)])))
        elif k == 6:
            del parts[at]
            parts = parts or [b'\0\0']
        elif k == 7:
            other = r.randrange(len(parts))
            parts[at], parts[other] = parts[other], part
        else:
            parts.insert(at, parts[r.randrange(len(parts))])
    data = bytearray(b''.join(parts))
    if r.random() < 0.1:
        data[r.randrange(len(data))] = r.randrange(256)
    return {'co_code': bytes(data)}


def change_table(r, code):
    table = bytearray(code.co_exceptiontable)
    for _ in range(r.choice([1, 2, 4])):
        k = r.randrange(3)
        if k == 0 or not table:
            # start, length, target, depth and lasti
            n = len(code.co_code) // 2
            numbers = [r.randrange(min(n, 63)), r.randrange(1, 63), r.randrange(min(n, 63)), r.randrange(12)]
            at = r.choice([0, len(table)])
            table[at:at] = bytes([128 | numbers[0], *numbers[1:]])
        elif k == 1:
            table[r.randrange(len(table))] = r.randrange(256)
        else:
            table[r.randrange(len(table))] ^= 1 << r.randrange(8)
    return {'co_exceptiontable': bytes(table)}


def change_values(r, code):
    k = r.randrange(7)
    if k == 0:
        consts = list(code.co_consts)
        r.shuffle(consts)
        return {'co_consts': tuple(consts)}
    if k == 1:
        other = [None, 1, 2.5, 'x', b'y', (), ('a',), (1, 2), ('a', 'b', 'c'), code, frozenset({1}), [1], {}, int, len, ...]
        return {'co_consts': tuple([r.choice(other) if r.random() < 0.3 else c for c in code.co_consts])}
    if k == 2:
        return {'co_names': code.co_names[:r.randrange(len(code.co_names) + 1)]}
    if k == 3:
        field = r.choice(FIELDS)
        value = getattr(code, field)
        return {field: r.choice([max(0, value + r.choice([-1, 1, 2])), 0, r.randrange(20)]) if field != 'co_flags' else value ^ r.choice(FLAGS)}
    if k == 4:
        names = list(code.co_varnames)
        r.shuffle(names)
        return {'co_varnames': tuple(names), 'co_nlocals': len(names)}
    if k == 5:
        cells, free = list(code.co_cellvars), list(code.co_freevars)
        r.choice([cells, free]).insert(0, r.choice(['c1', 'c2', *code.co_varnames]))
        return {'co_cellvars': tuple(cells), 'co_freevars': tuple(free)}
    return {'co_linetable': bytes([r.randrange(256) for _ in range(r.randrange(40))]), 'co_firstlineno': r.randrange(2**31)}


def wild(r, code):
    """Another code object, or an exception for one that cannot be made."""
    if r.random() < 0.15:
        data = bytearray(marshal.dumps(code))
        for _ in range(r.choice([1, 1, 2, 5])):
            data[r.randrange(len(data))] = r.choice([r.randrange(256), data[r.randrange(len(data))]])
        code = marshal.loads(bytes(data))
        return code if type(code) is CODE else None
    for _ in range(r.choice([1, 1, 2])):
        code = code.replace(**r.choice([change_code, change_code, change_code, change_table, change_values])(r, code))
    return code


def look(tb):
    while tb:
        frame = tb.tb_frame
        tb = tb.tb_next
        if frame.f_code.co_filename == __file__:
            continue
        frame.f_lineno, frame.f_lasti, list(frame.f_locals), list(frame.f_code.co_positions())[-1:]
        if type(frame.f_locals) is not dict and frame.f_code.co_varnames:
            frame.f_locals[frame.f_code.co_varnames[0]] = 1


def drive(r, g):
    for _ in range(5):
        send = getattr(g, 'send', None) or g.asend
        try:
            if hasattr(g, 'asend'):
                r.choice([g.__anext__, lambda: g.asend(1), lambda: g.athrow(ValueError), g.aclose])().send(None)
            else:
                r.choice([lambda: send(None), lambda: send(None), lambda: send([]), lambda: g.throw(ValueError), lambda: g.throw(KeyError(1)), g.close])()
        except (StopIteration, StopAsyncIteration):
            break
        except Exception as e:
            look(e.__traceback__)
    gc.get_referents(g)


GENERATORS = types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType
VALUES = [None, 1, 'ab', [1, 2], (3, 4), {'k': 1}, ValueError('v'), 2.5, range(3), {1}, int, len, iter('xy')]


def call(r, code, space):
    cells = [types.CellType(*r.choice([(), (1,), ([],)])) for _ in code.co_freevars]
    f = types.FunctionType(code, space, 'wild', r.choice([None, (1, 2), (None,) * 5]), tuple(cells) if cells else None)
    n = code.co_argcount + r.choice([0, 0, 0, 0, 1, -1])
    keywords = dict.fromkeys(code.co_varnames[code.co_argcount:code.co_argcount + code.co_kwonlyargcount], 1)
    result = None
    for turn in range(r.choice([1, 3, 12])):  # warm code is specialized
        result = f(*[r.choice(VALUES) for _ in range(n)], **keywords)
        if isinstance(result, GENERATORS):
            drive(r, result)
    repr(result)


def within(code, old, new):
    """code with `new` for `old` among its constants, however deep."""
    if code is old:
        return new
    return code.replace(co_consts=tuple([within(c, old, new) if type(c) is CODE else c for c in code.co_consts]))


def jumper(r):
    def on_event(frame, event, arg):
        if event == 'line' and r.random() < 0.1:
            try:
                frame.f_lineno += r.choice([-2, -1, 1, 2, 3])
            except ValueError:
                pass
        return on_event
    return on_event


class Clock:
    """Ends what runs too long: wild code often loops, and what catches every exception ends only with the process."""

    def __init__(self):
        self.start = None
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            time.sleep(0.1)
            passed = time.monotonic() - self.start if self.start is not None else 0
            if passed > 3:
                os._exit(STUCK)
            if passed > 0.5:
                _thread.interrupt_main()

    def within_time(self, f, *args):
        try:
            try:
                self.start = time.monotonic()
                f(*args)
            except BaseException as e:
                self.start = None
                if not isinstance(e, KeyboardInterrupt):
                    look(e.__traceback__)
                return type(e).__name__
            finally:
                self.start = None
        except BaseException as e:
            return f'late {type(e).__name__} {e}'
        return 'ends'


def run_wild(source, name, new_space, clock):
    r = random.Random(name)
    try:
        whole = compile(source, name, 'exec', 0, True)
    except SyntaxError:
        return
    codes = codes_of(whole)
    outcomes = {}
    for turn in range(40):
        old = r.choice(codes)
        try:
            new = wild(r, old)
        except Exception as e:
            outcome = 'not made'
        else:
            if new is None:
                continue
            space = new_space()
            space['fuel'][0] = 200
            if r.random() < 0.1:
                sys.settrace(jumper(r))
            if r.random() < 0.5:
                outcome = clock.within_time(call, r, new, space)
            else:
                outcome = clock.within_time(exec, within(whole, old, new), space)
            sys.settrace(None)
            sys.setprofile(None)
            sys.setrecursionlimit(1000)
            space.clear()
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    gc.collect()
    return outcomes
