import weakref
class Node:
    value = 5
n = Node()
p = weakref.proxy(n)
print(p.value)
del n
print(p.value)
