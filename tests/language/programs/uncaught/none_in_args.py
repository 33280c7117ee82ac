print(repr(ValueError(None)), repr(KeyError(None)))
raise ValueError(None)
