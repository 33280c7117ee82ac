match x:
    case ...: pass
