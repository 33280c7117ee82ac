# A session of pdb: the commands are in the file beside this one.
import pdb
from target import *

p = pdb.Pdb(nosigint=True, readrc=False)
p.prompt = '> '
print(p.runcall(fib, 2))
print(p.runeval('work([1])'))
p.run('x = 1\ny = x + 1\nprint(y)', {}, {})
pdb.run('main()')
pdb.runcall(work, [9])
for _ in range(3):
    try:
        pdb.run('main()')
    except pdb.Restart:
        print('again')
