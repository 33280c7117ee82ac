f(a, g(b c), d)
