def leaf(n):
    try:
        try: 1 / n
        except ZeroDivisionError as z: raise ValueError(f"leaf {n}") from z
    except ValueError as v: return v
print("raising")
raise ExceptionGroup("with causes", [leaf(0), TypeError("plain")])
