"""
When you access obj.attr, Python searches in this order:

1. Data descriptors from type(obj).__mro__
2. Instance __dict__
3. Non-data descriptors and class attributes from type(obj).__mro__
4. __getattr__ (if defined)
"""

class Descriptor:
    def __get__(self, obj, type=None):
        return "from descriptor"
    def __set__(self, obj, value):
        pass  # Data descriptor (has __set__)

class NonDataDescriptor:
    def __get__(self, obj, type=None):
        return "from non-data descriptor"
    # No __set__ = non-data descriptor

class MyClass:
    data_desc = Descriptor()
    non_data_desc = NonDataDescriptor()
    class_attr = "class attribute"

    def __init__(self):
        self.__dict__['data_desc'] = "instance"
        self.__dict__['non_data_desc'] = "instance"
        self.class_attr = "instance"  # Shadows class attr

obj = MyClass()
obj.data_desc       # "from descriptor" (data descriptor wins)
obj.non_data_desc   # "instance" (instance wins over non-data)
obj.class_attr      # "instance" (instance shadows class)
