# More than fifteen sub-exceptions are cut short.
def main():
    print("many")
    raise ExceptionGroup("many", [ValueError(i) for i in range(20)])

main()
