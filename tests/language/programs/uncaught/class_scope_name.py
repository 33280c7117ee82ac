class Config:
    debug = True
    names = ["a", "b"]
    def show(self):
        return debug

print(Config.debug)
Config().show()
