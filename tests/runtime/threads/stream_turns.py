# A buffered stream over a raw stream in Python: one thread at a time is inside, others wait for their turn.
import io
import threading


class Slow(io.RawIOBase):
    """Lets go of the interpreter while it reads and writes, until `go` is set."""

    def __init__(self):
        self.inside = 0
        self.most = 0
        self.data = b''
        self.entered = threading.Event()
        self.go = threading.Event()

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        return 0

    def tell(self):
        return 0

    def turn(self):
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.set()
        self.go.wait()
        self.inside -= 1

    def readinto(self, buffer):
        self.turn()
        buffer[:4] = b'abc\n'
        return 4

    def write(self, data):
        data = bytes(data)
        self.turn()
        self.data += data
        return len(data)


def run(stream, raw, *calls):
    results = []

    def work(name, args):
        try:
            call = next if name == 'next' else getattr(type(stream), name)
            results.append((name, call(stream, *args)))
        except Exception as e:
            results.append((name, type(e).__name__, str(e)))

    threads = [threading.Thread(target=work, args=call) for call in calls]
    threads[0].start()
    raw.entered.wait()
    for t in threads[1:]:
        t.start()
    raw.go.set()
    for t in threads:
        t.join()
    print(sorted(map(str, results)), raw.most)


raw = Slow()
run(io.BufferedReader(raw, 8), raw, ('readline', ()), ('readline', (-1,)), ('read', (4,)), ('read', (12,)))
raw = Slow()
run(io.BufferedReader(raw, 8), raw, ('peek', ()), ('read1', (4,)), ('readinto', (bytearray(4),)))
raw = Slow()
run(io.BufferedReader(raw, 8), raw, ('next', ()), ('next', ()), ('next', ()))
raw = Slow()
writer = io.BufferedWriter(raw, 4)
run(writer, raw, ('write', (b'one two',)), ('write', (b'three',)), ('write', (b'four five',)), ('flush', ()))
writer.flush()
print(sorted(raw.data), raw.most)
raw = Slow()
stream = io.BufferedRandom(raw, 4)
run(stream, raw, ('write', (b'123456',)), ('seek', (0,)), ('flush', ()), ('write', (b'xyz12',)))
raw = Slow()
run(io.BufferedReader(raw, 8), raw, ('read', (4,)), ('close', ()))
raw = Slow()
text = io.TextIOWrapper(io.BufferedReader(raw, 8))
run(text, raw, ('readline', ()))


class Within(io.RawIOBase):
    """Uses the stream that reads from it."""

    def readable(self):
        return True

    def readinto(self, buffer):
        for name in 'read', 'readline', 'peek', 'read1', '__next__':
            try:
                getattr(stream, name)()
            except RuntimeError as e:
                print(name, e)
        return 0


stream = io.BufferedReader(Within())
print(stream.read(1))
