loaded = []
constant = 42
def __getattr__(name):
    if name == "heavy":
        import lazy_heavy
        loaded.append(name)
        globals()[name] = lazy_heavy
        return lazy_heavy
    if name == "deprecated_name":
        return constant
    raise AttributeError(f"lazy has no {name}")
def __dir__(): return ["heavy", "constant", "loaded"]
