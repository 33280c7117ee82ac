class Batch(ExceptionGroup):
    def derive(self, excs): return Batch(self.message, excs)
    def __str__(self): return f"batch of {len(self.exceptions)}"
try:
    raise Batch("b", [ValueError(1), KeyError("k"), OSError("o")])
except* KeyError as e:
    print("handled", e)
