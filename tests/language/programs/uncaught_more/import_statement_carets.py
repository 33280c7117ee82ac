def load():
    import json, no_such_module_abc, re
    return json
print("go")
load()
