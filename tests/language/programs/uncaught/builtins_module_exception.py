E = type("Fake", (Exception,), {"__module__": "builtins"})
F = type("NoModule", (Exception,), {"__module__": None})
try:
    raise F("x")
except F as e:
    print(type(e).__module__)
    raise E("pretends to be a builtin") from e
