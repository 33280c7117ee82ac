# Frame without source.
def main():
    ns = {}
    exec(compile("def g(x):\n    return x.y\n", "<generated>", "exec"), ns)
    print(ns["g"].__code__.co_filename)
    ns["g"](5)

main()
