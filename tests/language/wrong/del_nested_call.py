del a, (b, g())
