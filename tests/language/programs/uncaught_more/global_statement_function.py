def setup():
    global settings
    settings = {"a": 1}
def use():
    return settings["b"]
setup()
print(settings)
use()
