def require(name):
    def deco(cls):
        getattr(cls, name)
        return cls
    return deco
@require("run")
class Good:
    def run(self): pass
print(Good.__name__)
@require("run")
class Bad:
    pass
