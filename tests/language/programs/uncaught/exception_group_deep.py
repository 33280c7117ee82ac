# More than ten levels are cut short.
e = ValueError("bottom")
for i in range(13):
    e = ExceptionGroup(f"level {i}", [e])
print("deep")
raise e
