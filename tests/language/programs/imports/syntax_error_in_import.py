# A module with wrong syntax: the report names its file.
try:
    import broken
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.filename.rsplit("/", 1)[-1])
try:
    import broken_indent
except IndentationError as e:
    print(type(e).__name__, e.msg, e.lineno)
import broken_encoding
