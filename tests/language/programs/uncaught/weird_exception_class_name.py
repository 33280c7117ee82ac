# Weird exception class name.
def main():
    E = type("An exception with spaces", (Exception,), {"__module__": "some.module"})
    print(E.__name__)
    raise E("text")

main()
