# Two modules that import each other; what each sees half way.
import ping
print(ping.name, ping.pong.name, ping.seen, ping.pong.seen, ping.call(3))
try:
    import half
except ImportError as e:
    print(str(e).split(" (/")[0].split(" (most")[0])
import sys
print("half" in sys.modules, "half2" in sys.modules)
try:
    import attr_circ
except AttributeError as e:
    print(str(e).split(" from '")[0])
