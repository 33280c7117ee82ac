try:
    x
except A as b[0]:
    y
