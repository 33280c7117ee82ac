# Namedtuple error.
def main():
    from collections import namedtuple
    P = namedtuple("P", "x y")
    print(P(1, 2).x)
    P(1, 2).z

main()
