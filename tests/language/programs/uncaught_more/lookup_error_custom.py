class Registry(dict):
    def __missing__(self, key):
        raise LookupError(f"no plugin named {key!r}; known: {sorted(self)}")
r = Registry(json=1, xml=2)
print(r["json"])
r["yaml"]
