a = {1: 2
for i in a:
    pass
