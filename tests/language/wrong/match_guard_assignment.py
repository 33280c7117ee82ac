match x:
    case 1 if a = 2: pass
