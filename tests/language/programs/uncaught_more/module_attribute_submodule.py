# A submodule that was not imported.
import importlib
print(importlib.__name__)
import xml
print(xml.__name__)
xml.nothing_like_this
