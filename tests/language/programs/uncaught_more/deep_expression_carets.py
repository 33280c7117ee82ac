# Deep expression carets.
def main():
    f = lambda *a: a
    print(f(1)[0])
    r = f(f(f(1, 2)[0], f(3)[0])[1], (lambda q: q[5])(f(1, 2, 3)), f(4))

main()
