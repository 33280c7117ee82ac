# Streams that are read, closed, detached and initialized anew by the raw stream, codec or argument they call.
import codecs
import io
import random

chosen = None  # what is done with the stream by whatever it calls
depth = calls = 0
raised = set()


def again():
    global depth, calls
    calls += 1
    if calls > 400:
        raise OverflowError('enough')
    if depth > 1 or chosen is None:
        return
    depth += 1
    try:
        chosen()
    except Exception as e:
        raised.add(type(e).__name__)
    finally:
        depth -= 1


class Raw(io.RawIOBase):
    def __init__(self):
        self.data = bytearray(b'line one\nline two\r\n\xc3\xa4\xe2\x82\xac' * 5)
        self.at = 0

    def readable(self):
        again()
        return True

    writable = seekable = readable

    def readinto(self, buffer):
        again()
        n = min(len(buffer), 7, len(self.data) - self.at)
        buffer[:n] = self.data[self.at : self.at + n]
        self.at += n
        again()
        return n

    def write(self, data):
        again()
        n = min(len(data), 5)
        self.data[self.at : self.at + n] = data[:n]
        self.at += n
        again()
        return n

    def seek(self, offset, whence=0):
        again()
        self.at = max(0, offset + (0, self.at, len(self.data))[whence])
        return self.at

    def tell(self):
        again()
        return self.at

    def truncate(self, size=None):
        again()
        return 0

    def flush(self):
        again()

    def close(self):
        again()
        super().close()

    @property
    def closed(self):
        again()
        return False

    def fileno(self):
        again()
        raise OSError

    def isatty(self):
        again()
        return False


class Decoder(codecs.IncrementalDecoder):
    def decode(self, data, final=False):
        again()
        return bytes(data).decode('latin1')

    def getstate(self):
        again()
        return b'', 0

    def setstate(self, state):
        again()

    def reset(self):
        again()


class Encoder(codecs.IncrementalEncoder):
    def encode(self, text, final=False):
        again()
        return text.encode()

    def reset(self):
        again()

    def setstate(self, state):
        again()


def encode(text, errors=''):
    return text.encode(), len(text)


def decode(data, errors=''):
    return bytes(data).decode(), len(data)


@codecs.register
def search(name):
    if name == 'again':
        return codecs.CodecInfo(
            encode, decode, incrementaldecoder=Decoder, incrementalencoder=Encoder, name=name
        )


class Argument:
    def __init__(self, value=3):
        self.value = value

    def __index__(self):
        again()
        return self.value

    def __buffer__(self, flags):
        again()
        return memoryview(b'abc\ndef')

    def __iter__(self):
        again()
        return iter([b'a', b'b'])


streams = {
    'BufferedReader': lambda: io.BufferedReader(Raw(), 16),
    'BufferedWriter': lambda: io.BufferedWriter(Raw(), 16),
    'BufferedRandom': lambda: io.BufferedRandom(Raw(), 16),
    'BufferedRWPair': lambda: io.BufferedRWPair(Raw(), Raw(), 16),
    'TextIOWrapper': lambda: io.TextIOWrapper(io.BufferedRandom(Raw(), 16), 'again'),
    'TextIOWrapper utf-8': lambda: io.TextIOWrapper(
        io.BufferedReader(Raw(), 16), 'utf8', errors='replace'
    ),
    'TextIOWrapper of Raw': lambda: io.TextIOWrapper(Raw(), 'again'),
    'TextIOWrapper of BytesIO': lambda: io.TextIOWrapper(
        io.BytesIO(b'abc\ndef' * 9), 'again', line_buffering=True
    ),
    'BytesIO': lambda: io.BytesIO(b'abc\ndef\nghi' * 5),
    'StringIO': lambda: io.StringIO('abc\ndef\nghi' * 5),
    'IncrementalNewlineDecoder': lambda: io.IncrementalNewlineDecoder(Decoder(), True),
    'Raw': Raw,
}
methods = [
    ('read', ()),
    ('read', (Argument(),)),
    ('read1', (Argument(5),)),
    ('readinto', (bytearray(10),)),
    ('readinto', (Argument(),)),
    ('readline', ()),
    ('readline', (Argument(4),)),
    ('readlines', (Argument(9),)),
    ('peek', (Argument(),)),
    ('write', (b'hello world this is long',)),
    ('write', ('hello world\n this is long',)),
    ('write', (Argument(),)),
    ('writelines', ([b'a', Argument()],)),
    ('writelines', (['a\n', 'b'],)),
    ('writelines', (Argument(),)),
    ('seek', (Argument(2),)),
    ('seek', (0, 2)),
    ('tell', ()),
    ('truncate', (Argument(),)),
    ('flush', ()),
    ('close', ()),
    ('detach', ()),
    ('__next__', ()),
    ('reconfigure', ()),
    ('getvalue', ()),
    ('getbuffer', ()),
    ('__repr__', ()),
    ('decode', (b'ab\r\n',)),
    ('reset', ()),
    ('readable', ()),
    ('__exit__', (None, None, None)),
    ('__del__', ()),
    ('seekable', ()),
]
actions = [
    lambda o: o.close(),
    lambda o: o.detach(),
    lambda o: o.read(5),
    lambda o: o.readline(),
    lambda o: o.write(b'xx'),
    lambda o: o.write('xx\n'),
    lambda o: o.seek(1),
    lambda o: o.__init__(Raw()),
    lambda o: o.__init__(io.BytesIO(b'zz\nyy')),
    lambda o: o.__init__(io.BufferedReader(Raw()), 'again'),
    lambda o: o.__init__(5),
    lambda o: o.truncate(0),
    lambda o: o.reconfigure(encoding='latin1', newline=''),
    lambda o: o.flush(),
    lambda o: o.peek(9),
    lambda o: next(o),
    lambda o: o.reset(),
]
rnd = random.Random(20)
for name, make in streams.items():
    raised.clear()
    for action in actions:
        for turn in range(8):
            chosen = None
            calls = 0
            o = make()
            if turn % 2:
                chosen = lambda: action(o)
            else:
                chosen = lambda: rnd.random() < 0.3 and rnd.choice(actions)(o)
            for method, args in methods if turn < 2 else rnd.choices(methods, k=6):
                if f := getattr(o, method, None):
                    try:
                        f(*args)
                    except Exception as e:
                        raised.add(type(e).__name__)
            chosen = o = f = None
    print(name, 'SystemError' in raised, 'MemoryError' in raised)
