# Runs the programs of programs.txt one after another, each in a namespace of its own, all in one process:
# starting an interpreter for each would take most of the time. What a program prints, warns of and is ended
# by stands between lines that begin with a form feed and its number.
# args: how, the number of the first, how many objects to make before, the name of all programs if they have
# one. How is one of
#   run      the program runs once
#   compile  it is compiled only: for texts that may be wrong
#   watch    it runs three times in a row, so that its code is specialized, and in the second and third
#            sys.settrace and sys.monitoring come and go at random moments and look at its frames
#   starve   it runs several times, and each time some requests for memory fail: one, a few, or all from one on.
#            Only a build with sanitizers can do that; what the program prints is thrown away. The modules it finds
#            stand in the directory pNUMBER.d
#   reenter  no program: a number, the seed of a case of reentrant.py
#   wild     its code objects are changed at random and run (wild.py)
import sys
import gc
import linecache
import traceback
import warnings
import ast
import binascii
import io
import tokenize

how, first, shift, common = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
with open('programs.txt', 'rb') as f:
    programs = f.read().split(b'\n\x0c\x0c\x0c\n')
with open('prelude.py') as f:
    prelude = compile(f.read(), 'prelude.py', 'exec')
if how == 'watch':
    import watch
elif how == 'starve':
    import contextvars
    import os
    import random
    search = sys.path[:]
elif how == 'reenter':
    with open('reentrant.py') as f:
        case = compile(f.read(), f.name, 'exec')
elif how == 'wild':
    import wild
    clock = wild.Clock()
others = [object() for _ in range(shift)]  # all addresses move


def tell_warning(message, category, filename, lineno, file=None, line=None):
    print('warning', category.__name__, ascii(str(message)), lineno)


def tell_unraisable(info):
    print('unraisable', info.exc_type.__name__, ascii(str(info.exc_value)))


warnings.showwarning = tell_warning
warnings.simplefilter('always')
sys.unraisablehook = tell_unraisable
gc.disable()
sys.stdout.reconfigure(errors='backslashreplace')


def tell_syntax_error(e):
    print('  ', type(e).__name__, ascii(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))


# The other ways to compile: a mode and flags. PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT,
# PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT (codeop's).
other_ways = [
    ('eval', 0), ('single', 0), ('exec', 0x1000), ('exec', 0x2000), ('single', 0x4200), ('exec', 0x4200),
    ('func_type', 0x400),
]


def compile_as(source, name, mode, flags):
    """Every way in which a text can be wrong must end in the exception that CPython raises."""
    try:
        tree = compile(source, name, mode, flags | ast.PyCF_ONLY_AST, True)
        told = ast.dump(tree, include_attributes=True)
        print('   parses', len(told), binascii.crc32(told.encode('utf-8', 'surrogatepass')))
        if mode != 'func_type':
            compile(source, name, mode, flags, True)
    except SyntaxError as e:
        tell_syntax_error(e)
    except (ValueError, RecursionError, MemoryError, OverflowError) as e:
        print('  ', type(e).__name__, ascii(str(e)) if type(e) is ValueError else '')
    else:
        print('   compiles')


def tell_tokens(source):
    """What the tokenize module makes of the text."""
    told = []
    try:
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            told.append(repr(token[:4]))
    except (SyntaxError, tokenize.TokenError, RecursionError, MemoryError) as e:
        print('  ', type(e).__name__, ascii(e.args[:1]))
    print('   tokens', len(told), binascii.crc32('\n'.join(told).encode('utf-8', 'surrogatepass')))


def compile_one(source, name):
    compile_as(source, name, 'exec', 0)
    tell_tokens(source)
    compile_as(source, name, *other_ways[binascii.crc32(source) % len(other_ways)])


def new_space():
    space = {'__name__': 'generated', '__builtins__': __builtins__}
    exec(prelude, space)
    return space


def execute(code, watched=None):
    space = new_space()
    if watched:
        watched.begin(space)
    try:
        exec(code, space)
    except BaseException as e:
        if watched:
            watched.end()
        e.__traceback__ = e.__traceback__.tb_next
        if type(e).__name__ == 'OutOfFuel':
            print('out of fuel')
        else:
            traceback.print_exception(e, file=sys.stdout)
        del e
    if watched:
        watched.end()
    space.clear()
    gc.collect()


def run_one(source, name):
    linecache.cache[name] = (len(source), None, source.decode().splitlines(True), name)
    try:
        code = compile(source, name, 'exec', 0, True)
    except SyntaxError as e:
        return tell_syntax_error(e)
    execute(code)
    if how == 'watch':
        watch.prepare(code)
        for turn in range(2):
            execute(code, watch.Watcher(f'{name} {turn}'))


class Nowhere:
    def write(self, text):
        return len(text)

    def flush(self):
        pass


def starve_one(source, name):
    try:
        code = compile(source, name, 'exec', 0, True)
    except SyntaxError:
        return
    directory = os.path.abspath(name.replace('.py', '.d'))
    own = [entry.partition('.')[0] for entry in os.listdir(directory)] if os.path.isdir(directory) else []
    r = random.Random(name)
    nowhere, limit, requests = Nowhere(), sys.getrecursionlimit(), 0
    out = sys.stdout, sys.stderr
    # A tool of sys.monitoring is told of what runs here too: with no memory at all it would not let this go on.
    lengths = [1] if b'monitoring' in source else [1, 1, 1, 4, 2**40]
    for turn in range(6):
        space, sys.path = new_space(), [directory, *search] if own else search[:]
        start = r.randrange(requests) if requests else 2**50
        stop = start + r.choice(lengths)
        sys.stdout = sys.stderr = nowhere
        gc._set_nomemory(start, stop)
        try:
            contextvars.copy_context().run(exec, code, space)  # decimal's, too, is a new one
        except BaseException:
            pass
        # The next turn begins as this one did. What the program left, tracers for one, may raise meanwhile. A
        # `for` would ask for memory, which there may be none of yet.
        tries = 0
        while tries < 20:
            tries += 1
            try:
                counted = gc._set_nomemory(0, 0)
                requests = requests or counted
                sys.settrace(None)
                sys.setprofile(None)
                sys.setrecursionlimit(limit)
                break
            except BaseException:
                pass
        sys.stdout, sys.stderr = out
        for tool in range(6):
            sys.monitoring.free_tool_id(tool)
        space.clear()
        for module in [m for m in sys.modules if m.partition('.')[0] in own] if own else ():
            del sys.modules[module]
        gc.collect()


def reenter_one(seed, name):
    space = {'__name__': 'reentrant', '__file__': 'reentrant.py', 'SEED': int(seed)}
    try:
        exec(case, space)
    except BaseException:
        pass  # it changes itself too
    sys.unraisablehook = lambda info: None
    space.clear()
    gc.collect()


def wild_one(source, name):
    out = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = Nowhere()
    sys.unraisablehook = lambda info: None
    try:
        outcomes = wild.run_wild(source, name, new_space, clock)
    finally:
        sys.stdout, sys.stderr = out
    if 'full' in sys.argv:
        print('  ', outcomes)


one = {'compile': compile_one, 'starve': starve_one, 'reenter': reenter_one, 'wild': wild_one}.get(how, run_one)
for i, source in enumerate(programs):
    print(f'\x0c{first + i}', flush=True)
    one(source, f'p{common or first + i}.py')
print('\x0cend', flush=True)
