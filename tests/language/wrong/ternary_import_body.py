x = import os if y else 1
