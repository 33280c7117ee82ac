import sys
def hook(e, a):
    if e == 'sys.excepthook': raise RuntimeError('silent')
sys.addaudithook(hook)
1/0
