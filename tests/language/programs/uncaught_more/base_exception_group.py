print("raising")
try:
    raise BaseExceptionGroup("stop", [KeyboardInterrupt(), ValueError("v")])
except* ValueError as e:
    print("value part", len(e.exceptions))
