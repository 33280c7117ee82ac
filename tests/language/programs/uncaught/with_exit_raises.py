class Resource:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        raise RuntimeError("cannot close")

print("open")
with Resource() as r:
    r.missing_method()
