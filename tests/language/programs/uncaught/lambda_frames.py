# Lambda frames.
def main():
    apply = lambda f, *a: f(*a)
    double = lambda x: x * 2
    print(apply(double, 4))
    apply(lambda s: apply(lambda t: t.missing, s), "text")

main()
