class ConfigError(Exception):
    pass

def load(d):
    try:
        return d["key"]
    except KeyError as e:
        raise ConfigError("no key in config") from e

print("start")
load({})
