print(q)
global q
