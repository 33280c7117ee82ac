"""The few things that suites ask of CPython's module of this name and that can be said in Python."""

import sys

SIZEOF_PYGC_HEAD = 0  # sys.getsizeof() has it in the object's own size


def get_config():
    return {'code_debug_ranges': 1}


def get_recursion_depth():
    depth = 0
    frame = sys._getframe()
    while frame := frame.f_back:
        depth += 1
    return depth
