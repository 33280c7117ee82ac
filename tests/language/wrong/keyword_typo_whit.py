whit open("f") as g:
    pass
