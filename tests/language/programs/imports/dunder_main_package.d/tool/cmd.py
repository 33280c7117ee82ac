result = (__name__, __package__)
