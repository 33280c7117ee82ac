err = ValueError("reused")
def once():
    raise err
try:
    once()
except ValueError:
    print("first time")
def twice():
    once()
twice()
