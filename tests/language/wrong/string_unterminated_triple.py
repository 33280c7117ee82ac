x = """abc
more
y = 1
