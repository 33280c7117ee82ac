class Meta(type):
    def __call__(cls, *a):
        obj = super().__call__(*a)
        return obj.ready()
class Task(metaclass=Meta):
    def __init__(self, n): self.n = n
    def ready(self): return 10 // self.n
print(Task(5))
Task(0)
