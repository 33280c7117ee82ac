name = "ping"
import pong
seen = sorted(n for n in dir(pong) if not n.startswith("__"))
def call(n): return "ping" if n == 0 else pong.call(n - 1)
