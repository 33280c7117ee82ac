import json
d, _e = 4, 5
def fn(): return "fn sees " + str(_e)
