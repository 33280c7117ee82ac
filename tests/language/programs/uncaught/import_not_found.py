def load():
    import surely_there_is_no_such_module_here as x
    return x

print("importing")
load()
