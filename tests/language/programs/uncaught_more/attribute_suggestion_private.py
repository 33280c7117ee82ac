# A leading underscore is the nearest name.
class Config:
    def __init__(self):
        self._settings = {}
        self.debug = True
c = Config()
print(c.debug)
c.settings["x"] = 1
