# __dir__ feeds the suggestion; a failing one gives none.
class D:
    def __dir__(self): return ["alphabet", "beta"]
try:
    D().alphabeta
except AttributeError as e:
    print(e)
D().alphabte
