for x = 1: pass
