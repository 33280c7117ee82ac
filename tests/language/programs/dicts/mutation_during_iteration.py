def attempt(name, f):
    try: print(name, f())
    except RuntimeError as e: print(name, "->", e)
def add():
    d = {1: 1}
    for k in d: d[k + 1] = 1
def delete():
    d = {1: 1, 2: 2, 3: 3}
    for k in d: del d[k]
def same_size():
    d = {1: 1, 2: 2}
    for k in d: d[k] = d[k] + 1
    return d
def swap():
    d = {1: 1, 2: 2, 3: 3}
    for k in d:
        del d[k]; d[k + 10] = 0
def items_add():
    d = {1: 1}
    for k, v in d.items(): d["new"] = 1
def values_clear():
    d = {1: 1, 2: 2}
    for v in d.values(): d.clear()
def list_copy():
    d = {1: 1, 2: 2}
    for k in list(d): d[k * 10] = d.pop(k)
    return d
def last_delete():
    d = {1: 1, 2: 2}
    out = []
    for k in d:
        out.append(k)
        if k == 2: del d[2]
    return out
def reversed_add():
    d = {1: 1, 2: 2}
    for k in reversed(d): d[3] = 3
def comp():
    d = {1: 1}
    return [d.setdefault(k + 1, k) for k in d]
def update_self():
    d = {1: 1, 2: 2}
    d.update(d); d |= d
    return d
def set_add():
    s = {1}
    for x in s: s.add(x + 1)
def set_swap():
    s = {1, 2}
    for x in s: s.discard(x); s.add(x + 10)
def keys_view_live():
    d = {1: 1}; k = d.keys(); d[2] = 2; return list(k)
def merge_self_iter():
    d = {1: 1}
    return {**d, **{k: v + 1 for k, v in d.items()}}
def dict_from_changing():
    d = {1: 1}
    def g():
        for k in d: d[k + 1] = 1; yield k, k
    return dict(g())
for f in [add, delete, same_size, swap, items_add, values_clear, list_copy, last_delete, reversed_add, comp, update_self, set_add, set_swap, keys_view_live, merge_self_iter, dict_from_changing]:
    attempt(f.__name__, f)
