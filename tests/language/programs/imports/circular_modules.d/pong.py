import ping
name = "pong of " + ping.name
seen = hasattr(ping, "call")
def call(n): return "pong" if n == 0 else ping.call(n - 1)
