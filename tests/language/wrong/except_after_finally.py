try:
    x
finally:
    y
except B:
    w
