from contextlib import contextmanager
@contextmanager
def section(name):
    print("enter", name)
    try:
        yield
    finally:
        print("leave", name)

def run():
    with section("outer"), section("inner"):
        return [1, 2, 3].index(4)

run()
