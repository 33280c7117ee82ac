for i in x:
    try:
        y
    except* A:
        break
