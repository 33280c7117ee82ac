import io
t = io.TextIOWrapper(io.BytesIO(b"ok\nbad \xff\n"), encoding="utf-8")
print("reading")
for line in t:
    print(line, end="")
