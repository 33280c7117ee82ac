import sys
print("leaving")
try:
    sys.exit("exit message")
except SystemExit as e:
    print(repr(e.code))
    raise ValueError("after exit") from e
