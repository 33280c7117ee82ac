import sys
def hook(e, a):
    if e == 'sys.excepthook': raise ValueError('loud')
sys.addaudithook(hook)
1/0
