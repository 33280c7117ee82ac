# What sys.exit() is given is written as sys.stderr writes: what has no encoding with backslashes.
import sys

sys.exit('lone: \udcff')
