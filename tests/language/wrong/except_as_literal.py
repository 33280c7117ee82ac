try:
    x
except A as 1:
    y
