# A full collection over a million live containers: lists, dicts, tuples and instances.
import gc


class Node:
    def __init__(self, data, parent):
        self.data = data
        self.parent = parent


def build(n):
    rows = []
    node = None
    for i in range(n):
        cells = [i, node]
        node = Node({'cells': cells, 'row': i}, rows)
        rows.append((node, cells))
    return rows


kept = build(250000)


def bench():
    gc.collect()
    return len(kept)
