# Exception in repr of args.
def main():
    class Odd:
        def __repr__(self): raise ValueError("no repr")
    print("start")
    raise RuntimeError(Odd())

main()
