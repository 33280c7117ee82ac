# Each is in the standard library.
for name in ("collections", "itertools"):
    try: eval(name)
    except NameError as e: print(e, "|", e.name)
print(sys.version)
