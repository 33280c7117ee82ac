@return
def f(): pass
