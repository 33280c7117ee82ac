try:
    x
except A:
    y
else:
    z
except B:
    w
