try:
    x
except
    pass
