try:
    x
finally
    pass
