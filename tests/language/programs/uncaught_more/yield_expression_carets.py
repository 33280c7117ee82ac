def gen(d):
    yield d["a"]
    yield (d["b"],
           d["c"])
print(list(gen({"a": 1, "b": 2, "c": 3})))
print(list(gen({"a": 1, "b": 2})))
