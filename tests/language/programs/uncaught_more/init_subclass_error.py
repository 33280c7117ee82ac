class Plugin:
    def __init_subclass__(cls, /, name, **kw):
        super().__init_subclass__(**kw)
        cls.name = name
class Ok(Plugin, name="ok"): pass
print(Ok.name)
class Missing(Plugin): pass
