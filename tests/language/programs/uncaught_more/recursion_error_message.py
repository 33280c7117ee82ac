class Node:
    @property
    def parent(self): return self.parent
print("start")
try:
    Node().parent
except RecursionError as e:
    print(str(e)[:32])
raise RecursionError("reported by hand")
