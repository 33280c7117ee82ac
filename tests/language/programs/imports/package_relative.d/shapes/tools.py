def area(s): return s.area()
_private = 1
