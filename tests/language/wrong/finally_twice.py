try:
    x
finally:
    y
finally:
    z
