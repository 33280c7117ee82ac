match x:
    case C(a, y=a): pass
