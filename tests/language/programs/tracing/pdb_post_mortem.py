# A session of pdb: the commands are in the file beside this one.
import sys
import pdb
from target import *

try:
    main()
    work(['a'])
except Exception:
    pdb.post_mortem()
print('after')
try:
    {}['x']
except KeyError as e:
    err = e
pdb.pm() if hasattr(sys, 'last_exc') else print('none')
pdb.post_mortem(err.__traceback__)
pdb.post_mortem(err)
