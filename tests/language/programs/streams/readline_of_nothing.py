# readline(0) reads nothing, of every kind of stream, and the line is still there. readlines() ends when more than
# its hint was read. What newlines there were is forgotten by going to the start or the end alone.
import io

for data in b"a", b"a\nb", b"a\r\nb", b"":
    for newline in None, "", "\n", "\r\n":
        for size in 0, 1, -1:
            text = io.TextIOWrapper(io.BytesIO(data), newline=newline)
            begun = io.TextIOWrapper(io.BytesIO(data), newline=newline)
            streams = text, begun, io.StringIO(data.decode(), newline), io.BufferedReader(io.BytesIO(data))
            begun.read(1)
            print(data, repr(newline), size, *([f.readline(size), f.readline(size), f.read()] for f in streams))

for hint in range(5):
    for stream in io.BytesIO(b"\na\nb"), io.BufferedReader(io.BytesIO(b"\na\nb")), io.StringIO("\na\nb"):
        print(type(stream).__name__, hint, stream.readlines(hint), stream.read())
    text = io.TextIOWrapper(io.BytesIO(b"\na\nb"))
    print("text", hint, text.readlines(hint), text.read())
for newline in None, "":
    text = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf\na\r\nb"), "utf-8-sig", newline=newline)
    print(repr(text.readline(0)), text.tell(), repr(text.newlines))
    text.readline()
    here = text.tell()
    print(repr(text.newlines), repr(text.read()), repr(text.newlines))
    for place in (here,), (0,), (0, 2):
        text.read()
        text.seek(*place)
        print(place, repr(text.newlines))
