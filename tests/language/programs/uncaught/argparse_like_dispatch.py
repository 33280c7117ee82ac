commands = {}
def command(f):
    commands[f.__name__] = f
    return f
@command
def add(*n): return sum(map(int, n))
@command
def div(a, b): return int(a) / int(b)

for line in ["add 1 2 3", "div 9 3", "div 1 0", "add 1"]:
    name, *args = line.split()
    print(line, "=", commands[name](*args))
