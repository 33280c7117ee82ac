# Codes of copyreg.add_extension() that nobody checked.
import copyreg
import pickle


class My:
    pass


for code in (object(), None, 'x', 1.5, -1, 0, 2**31, 2**31-1, 2**1000, -2**1000, True, 300):
    copyreg._extension_registry[__name__, 'My'] = code
    for proto in (2, 5):
        try:
            print(proto, type(code).__name__, pickle.dumps(My, proto))
        except Exception as e:
            print(proto, type(code).__name__, type(e).__name__, e)
