# An error that passes through imported modules shows each file and line.
import helper
print(helper.half(8))
try:
    helper.half("x")
except TypeError as e:
    print("caught", e)
import importer
print("never reached")
