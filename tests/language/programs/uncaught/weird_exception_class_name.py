E = type("An exception with spaces", (Exception,), {"__module__": "some.module"})
print(E.__name__)
raise E("text")
