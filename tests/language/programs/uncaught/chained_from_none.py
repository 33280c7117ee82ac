def load(d):
    try:
        return d["key"]
    except KeyError:
        raise LookupError("hidden") from None

print("start")
load({})
