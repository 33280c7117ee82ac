class Point:
    __match_args__ = ("x",)
    x = 1

match Point():
    case Point(1):
        print("one argument")
match Point():
    case Point(1, 2):
        print("never")
