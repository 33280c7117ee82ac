# Type error not callable.
def main():
    handlers = {"start": print, "stop": "print"}
    for name in ("start", "stop"):
        handlers[name]("calling", name)

main()
