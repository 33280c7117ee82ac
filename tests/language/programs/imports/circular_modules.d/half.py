from half2 import thing
other = 1
