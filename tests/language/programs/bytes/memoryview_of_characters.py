# Views of an array of characters: their bytes can be had, their items not.
import array

a = array.array("w", "aé\U0001f600")
m = memoryview(a)
print(m.format, m.itemsize, m.nbytes, m.cast("B").tolist(), m.cast("c")[4], m.cast("B", (3, 4)).tolist())
for f in (
    lambda: m.cast("i"),
    lambda: m.cast("w"),
    lambda: m.cast("B").cast("w"),
    lambda: m.cast("B").cast("I").tolist(),
    lambda: m.tolist(),
    lambda: m[0],
    lambda: m == memoryview(a),
    lambda: m == m.cast("B"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m.cast("B")[0] = 122
print(a)
