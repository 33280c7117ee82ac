# Signals and slots with weak references, priorities, once-handlers and error isolation.
import weakref, gc
class Signal:
    def __init__(self, name): self.name, self.slots, self.n = name, [], 0
    def connect(self, f, *, priority=0, once=False):
        ref = weakref.WeakMethod(f) if hasattr(f, "__self__") else (lambda: f)
        self.n += 1
        self.slots.append((-priority, self.n, ref, once))
        self.slots.sort(key=lambda s: s[:2])
        return f
    def emit(self, *a, **k):
        results, keep = [], []
        for s in self.slots:
            f = s[2]()
            if f is None: continue
            try: results.append(f(*a, **k))
            except Exception as e: results.append(f"{type(e).__name__}: {e}")
            if not s[3]: keep.append(s)
        self.slots = keep
        return results
    def __iadd__(self, f): self.connect(f); return self
    def __len__(self): return sum(s[2]() is not None for s in self.slots)
    def __get__(self, obj, owner):
        if obj is None: return self
        return obj.__dict__.setdefault("_sig_" + self.name, Signal(self.name))
    def __set__(self, obj, v): pass
class Button:
    clicked = Signal("clicked")
    def __init__(self, label): self.label = label
class Logger:
    def __init__(self, tag): self.tag = tag
    def on_click(self, who): return f"{self.tag} saw {who}"
b, c = Button("ok"), Button("no")
l1, l2 = Logger("L1"), Logger("L2")
b.clicked.connect(l1.on_click); b.clicked.connect(l2.on_click, priority=5)
b.clicked += lambda who: 1 / 0
@b.clicked.connect
def plain(who): return f"plain {who}"
b.clicked.connect(lambda who: "once", once=True, priority=9)
print(b.clicked.emit("b1"), len(b.clicked), len(c.clicked), c.clicked.emit(1))
del l2; gc.collect()
print(b.clicked.emit("b2"), len(b.clicked))
def reentrant(who):
    if who != "inner": return b.clicked.emit("inner")[-1]
    return "stop"
b.clicked += reentrant
print(b.clicked.emit("outer")[-1], Button.clicked.name, b.clicked is b.clicked, b.clicked is not c.clicked)
