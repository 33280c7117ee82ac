# More than fifteen sub-exceptions are cut short.
print("many")
raise ExceptionGroup("many", [ValueError(i) for i in range(20)])
