# A NaN that came from bytes stays one, of its sign, wherever it goes.
import array
import copy
import marshal
import math
import pickle
import struct

for text in "fff8000000000000", "7ff8000000000000", "fff0000000000001", "fff4000000000000", "7fffffffffffffff":
    nan = struct.unpack("!d", bytes.fromhex(text))[0]
    ways = [nan, copy.deepcopy([nan])[0], array.array("d", [nan])[0], marshal.loads(marshal.dumps(nan))]
    ways += [pickle.loads(pickle.dumps(nan, protocol)) for protocol in range(6) if protocol]
    ways += [pickle.loads(pickle.dumps(complex(0, nan))).imag, struct.unpack("f", struct.pack("f", nan))[0]]
    print(text, *[way == way or math.copysign(1, way) for way in ways])
print(pickle.loads(pickle.dumps(struct.unpack("<d", bytes(6) + b"\xf8\xff")[0], 0)))
