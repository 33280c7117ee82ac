callbacks = []
def register(f): callbacks.append(f); return f
@register
def one(): print("one")
@register
def two(): raise RuntimeError("callback two failed")
def fire():
    for i, cb in enumerate(callbacks):
        cb()
fire()
