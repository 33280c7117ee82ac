"""The object graph: what is in memory, and what refers to what, as plain data.

    import json, krait.memory
    print(json.dumps(krait.memory.graph(root, depth=3)))

graph() starts at one object and follows the references that objects hold, nearest first, until nothing is
left or a bound is met. The result is a dict of lists, dicts, strings and numbers only:

    {"root": 4711, "complete": True, "nodes": [...], "edges": [...]}

A node is an object in memory:

    {"id": 4711,            # as id() gives it
     "type": "list",        # with its module, unless that is builtins
     "size": 104,           # bytes of its own, as sys.getsizeof() counts them
     "references": 2,       # how many references there are to it; None: it is immortal
     "generation": 0,       # 0, 1 or 2, or 3 for what gc.freeze() put aside; None: in no cycle, not tracked
     "depth": 0}            # edges from the root

An edge is a reference:

    {"from": 4711, "to": 4712, "kind": "index", "name": 0}

Kinds, and what the name is: "attribute" (of an instance, function, module ...: its name), "slot" (of __slots__: its
name), "index" (of a list or tuple: an int), "key" (the value under a dict's key: the key's text), "element" (of a
set: None), "cell" (a closure's variable: its name), "local" (of a frame or generator: its name) and "reference"
(anything else an object holds: None). Small numbers, None and booleans are no objects: an edge to one has "to": None
and its text as "value".

Looking runs no code of the objects looked at and leaves no trace in them: the references that graph() itself
holds are not counted, and no __dict__ comes into being.
"""

import _krait

__all__ = ["graph", "references", "summary"]

_plain = (int, float, complex, str, bytes, bool, type(None), type(...))


def _text(value, longest=60):
    """A short text for a key, without running code of its class."""
    kind = type(value)
    if kind in _plain:
        text = repr(value[:longest] if kind in (str, bytes) else value)
    elif kind is tuple:
        text = "(" + ", ".join(_text(item, 20) for item in value[:5]) + (", ..." if len(value) > 5 else "") + ")"
    else:
        text = f"<{_krait.describe(value)[0]} at {id(value):#x}>"
    return text if len(text) <= longest + 3 else text[:longest] + "..."


def references(obj):
    """The references that obj holds: a list of tuples (kind, name, object)."""
    return _krait.references(obj)


def graph(root, depth=4, count=1000):
    """The objects that can be reached from root by at most depth references, at most count of them."""
    if depth < 0 or count < 1:
        raise ValueError("depth must not be negative, count must be positive")
    nodes = []
    edges = []
    complete = True
    if not _krait.boxed(root):
        return {"root": None, "complete": True, "nodes": nodes, "edges": edges}
    known = {id(root)}
    level = [root]
    for distance in range(depth + 1):
        below = []
        for i in range(len(level)):
            obj = level[i]
            kind, size, refs, generation = _krait.describe(obj)
            if refs is not None:
                # ours: the level's list, the variable, the argument; of the root the caller's argument more
                refs -= 3 + (distance == 0)
            here = id(obj)
            nodes.append(
                {"id": here, "type": kind, "size": size, "references": refs, "generation": generation, "depth": distance}
            )
            if distance == depth:
                complete = complete and not any(
                    _krait.boxed(held) and id(held) not in known for _, _, held in _krait.references(obj)
                )
                continue
            for kind, name, held in _krait.references(obj):
                if kind == "key":
                    name = _text(name)
                if not _krait.boxed(held):
                    edges.append({"from": here, "to": None, "kind": kind, "name": name, "value": _text(held)})
                    continue
                there = id(held)
                if there not in known:
                    if len(known) >= count:
                        complete = False
                        continue
                    known.add(there)
                    below.append(held)
                edges.append({"from": here, "to": there, "kind": kind, "name": name})
            held = None
        obj = None
        level = below
        if not level:
            break
    return {"root": id(root), "complete": complete, "nodes": nodes, "edges": edges}


def summary(root, depth=1000, count=1_000_000):
    """Objects and bytes below root by type: a dict of {type: (objects, bytes)}, the largest first."""
    found = {}
    for node in graph(root, depth, count)["nodes"]:
        objects, size = found.get(node["type"], (0, 0))
        found[node["type"]] = objects + 1, size + node["size"]
    return dict(sorted(found.items(), key=lambda item: -item[1][1]))
