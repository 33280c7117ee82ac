import warnings
warnings.simplefilter("error")
print("go")
def old():
    warnings.warn("this is old", DeprecationWarning, stacklevel=2)
old()
