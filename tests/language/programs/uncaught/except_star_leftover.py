print("start")
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e:
    print("handled", e.exceptions)
except* KeyError:
    raise RuntimeError("while handling key error")
