import sys
sys.addaudithook(lambda e,a: None)
sys.addaudithook(5)
1/0
