try:
    x
except A as:
    y
