# A session of pdb: the commands are in the file beside this one.
from target import *

breakpoint()
main()
