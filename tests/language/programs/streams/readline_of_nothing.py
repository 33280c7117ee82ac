# readline(0) reads nothing, of every kind of stream, and the line is still there.
import io

for data in b"a", b"a\nb", b"a\r\nb", b"":
    for newline in None, "", "\n", "\r\n":
        for size in 0, 1, -1:
            text = io.TextIOWrapper(io.BytesIO(data), newline=newline)
            begun = io.TextIOWrapper(io.BytesIO(data), newline=newline)
            streams = text, begun, io.StringIO(data.decode(), newline), io.BufferedReader(io.BytesIO(data))
            begun.read(1)
            print(data, repr(newline), size, *([f.readline(size), f.readline(size), f.read()] for f in streams))
