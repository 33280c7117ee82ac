# Which kind of descriptor an attribute of a builtin type is, what its type's __new__ and signature are.
import inspect
import io
import sys
import types

samples = {
    'complex': (complex, 'real imag'),
    'type': (type, '__base__ __flags__ __dictoffset__ __name__ __doc__'),
    'function': (types.FunctionType, '__builtins__ __globals__ __code__ __doc__'),
    'frame': (types.FrameType, 'f_trace_lines f_lineno f_locals'),
    'traceback': (types.TracebackType, 'tb_frame tb_lasti tb_lineno tb_next'),
    'coroutine': (types.CoroutineType, 'cr_origin cr_frame __name__'),
    'agen': (types.AsyncGeneratorType, 'ag_running ag_frame'),
    'getset': (types.GetSetDescriptorType, '__name__ __objclass__ __qualname__ __doc__'),
    'unicode': (UnicodeDecodeError, 'start end reason object'),
    'buffered': (io.BufferedReader, 'raw _finalizing closed name'),
    'text': (io.TextIOWrapper, 'buffer encoding line_buffering write_through errors'),
}
for label, (owner, names) in samples.items():
    for name in names.split():
        d = vars(owner)[name]
        print(label, name, type(d).__name__, repr(d), inspect.ismemberdescriptor(d), inspect.isgetsetdescriptor(d))


def attempt(label, f, *args):
    try:
        print(label, f(*args))
    except Exception as e:
        print(label, type(e).__name__, e)


attempt('set real', setattr, 1j, 'real', 2)
attempt('del imag', delattr, 1j, 'imag')
attempt('set name', setattr, types.FunctionType.__code__, '__name__', 'x')
attempt('set raw', setattr, io.BufferedReader(io.BytesIO()), 'raw', 2)
frame = sys._getframe()
attempt('del lines', delattr, frame, 'f_trace_lines')
attempt('set lines', setattr, frame, 'f_trace_lines', 1)
error = UnicodeDecodeError('a', b'b', 0, 1, 'x')
attempt('set start', setattr, error, 'start', 5)
attempt('del start', delattr, error, 'start')
print(error.start)

# Types whose fields only __init__ sets have no __new__ of their own.
for t in (io.TextIOWrapper, io.BufferedReader, io.BufferedRWPair, io.StringIO, io.FileIO, ImportError, KeyError,
          ValueError, FileNotFoundError, SyntaxError, ExceptionGroup, BaseExceptionGroup):
    print(t.__name__, '__new__' in vars(t), t.__new__ is object.__new__, '__del__' in vars(t))
bare = object.__new__(io.TextIOWrapper)
attempt('bare', bare.read)
attempt('unsafe', object.__new__, int)
attempt('unsafe too', int.__new__, bool)
attempt('unrelated', io.TextIOWrapper.__new__, io.StringIO)
attempt('decoder', object.__new__(io.IncrementalNewlineDecoder).decode, 'x')


class Reader(io.BufferedReader):
    pass


class Missing(ImportError):
    pass


print(Reader(io.BytesIO(b'abc')).read(), Missing('a', name='b').name, Reader.__new__ is object.__new__)
for t in (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, io.IOBase):
    d = vars(t if t is not io.IOBase else io.IOBase.__base__)['__del__']
    print(t.__name__, d, inspect.signature(d))
count = (x for x in [1, 2])
next(count)
count.__del__()
print(list(count))


class Closing(io.RawIOBase):
    def close(self):
        print('close', self.closed)
        super().close()


Closing().__del__()

for t in (io.StringIO, io.BytesIO, io.FileIO, io.TextIOWrapper, io.BufferedRandom, io.BufferedRWPair,
          io.IncrementalNewlineDecoder, types.FunctionType, types.MethodType, types.TracebackType,
          type(None), type(...), type(NotImplemented)):
    attempt(t.__name__, inspect.signature, t)
