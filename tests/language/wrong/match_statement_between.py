match x:
    y = 1
    case 1: pass
