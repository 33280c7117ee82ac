"First's doc."
print("first runs as", __name__)
counter = globals().get("counter", 0) + 1
leftover = "leftover" in globals() and "kept" or "new"
