from ..one import NAME
VALUE = NAME.upper()
