# Runs the programs of programs.txt one after another, each in a namespace of its own, all in one process:
# starting an interpreter for each would take most of the time. What a program prints, warns of and is ended
# by stands between lines that begin with a form feed and its number.
# args: the mode, "run" or "compile"
import sys
import gc
import linecache
import traceback
import warnings


def tell_warning(message, category, filename, lineno, file=None, line=None):
    print('warning', category.__name__, ascii(str(message)), lineno)


def tell_unraisable(info):
    print('unraisable', info.exc_type.__name__, ascii(str(info.exc_value)))


warnings.showwarning = tell_warning
warnings.simplefilter('always')
sys.unraisablehook = tell_unraisable
gc.disable()

with open('programs.txt', 'rb') as f:
    programs = f.read().split(b'\n\x0c\x0c\x0c\n')
with open('prelude.py') as f:
    prelude = compile(f.read(), 'prelude.py', 'exec')


def tell_syntax_error(e):
    print('  ', type(e).__name__, ascii(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))


def compile_one(source, name):
    """Every way in which a text can be wrong must end in the exception that CPython raises."""
    try:
        compile(source, name, 'exec', 0, True)
    except SyntaxError as e:
        tell_syntax_error(e)
    except (ValueError, RecursionError, MemoryError, OverflowError) as e:
        print('  ', type(e).__name__, ascii(str(e)) if type(e) is ValueError else '')
    else:
        print('   compiles')


def run_one(source, name):
    linecache.cache[name] = (len(source), None, source.decode().splitlines(True), name)
    space = {'__name__': 'generated', '__builtins__': __builtins__}
    exec(prelude, space)
    try:
        exec(compile(source, name, 'exec', 0, True), space)
    except SyntaxError as e:
        tell_syntax_error(e)
    except BaseException as e:
        e.__traceback__ = e.__traceback__.tb_next
        if type(e).__name__ == 'OutOfFuel':
            print('out of fuel')
        else:
            traceback.print_exception(e, file=sys.stdout)
        del e
    space.clear()
    gc.collect()


one = compile_one if sys.argv[1] == 'compile' else run_one
first = int(sys.argv[2])
for i, source in enumerate(programs):
    print(f'\x0c{first + i}', flush=True)
    one(source, f'p{first + i}.py')
print('\x0cend', flush=True)
