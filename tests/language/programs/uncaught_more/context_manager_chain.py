from contextlib import contextmanager, ExitStack
@contextmanager
def res(name):
    print("open", name)
    try: yield name
    finally: print("close", name)
with ExitStack() as st:
    names = [st.enter_context(res(n)) for n in "ab"]
    names[2]
