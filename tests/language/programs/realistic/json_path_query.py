# A path language over nested data, built from generators and partial application.
import re, functools
data = {"store": {"book": [{"t": "A", "p": 8.95, "tags": ["x"]}, {"t": "B", "p": 12.99}, {"t": "C", "p": 8.99, "tags": ["x", "y"]}], "bike": {"p": 19.95}}, "n": None}
def compile_path(path):
    steps = []
    for m in re.finditer(r"\.\.(\w+)|\.(\w+|\*)|\[(\d+|\*|-\d+)\]|\[(\d*):(\d*)\]|\[\?(\w+)\s*([<>=]+)\s*([^\]]+)\]", path):
        deep, key, idx, lo, hi, fk, fop, fv = m.groups()
        if deep: steps.append(functools.partial(descend, deep))
        elif key: steps.append(functools.partial(child, key))
        elif idx: steps.append(functools.partial(index, idx))
        elif fk: steps.append(functools.partial(where, fk, fop, eval(fv)))
        else: steps.append(functools.partial(slice_, int(lo) if lo else None, int(hi) if hi else None))
    return steps
def child(k, node):
    if isinstance(node, dict):
        if k == "*": yield from node.values()
        elif k in node: yield node[k]
    elif isinstance(node, list) and k == "*": yield from node
def index(i, node):
    if isinstance(node, list):
        if i == "*": yield from node
        elif -len(node) <= int(i) < len(node): yield node[int(i)]
def slice_(a, b, node):
    if isinstance(node, list): yield from node[a:b]
def where(k, o, v, node):
    ops = {"<": lambda a: a < v, ">": lambda a: a > v, "==": lambda a: a == v, ">=": lambda a: a >= v}
    for x in node if isinstance(node, list) else ():
        try:
            if isinstance(x, dict) and ops[o](x[k]): yield x
        except (KeyError, TypeError): pass
def descend(k, node):
    if isinstance(node, dict):
        if k in node: yield node[k]
        for v in node.values(): yield from descend(k, v)
    elif isinstance(node, list):
        for v in node: yield from descend(k, v)
def query(path, root=data):
    nodes = iter([root])
    for step in compile_path(path): nodes = (out for n in nodes for out in step(n)) if False else list(x for n in nodes for x in step(n))
    return list(nodes)
for p in ["$.store.book[0].t", "$.store.book[*].t", "$..p", "$.store.*", "$.store.book[-1].tags[*]", "$.store.book[1:].t", "$.store.book[?p < 9].t", "$.store.book[?t == 'B']", "$..tags[0]", "$.nope.x", "$.n", "$.store.book[9]"]:
    print(p, "=>", query(p))
