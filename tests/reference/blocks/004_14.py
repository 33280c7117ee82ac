class MyMeta(type):
    """Custom metaclass"""

    def __new__(mcs, name, bases, namespace):
        """Called when class is created"""
        print(f"Creating class: {name}")
        # Modify namespace before class creation
        namespace['added_by_meta'] = True
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace):
        """Called after class is created"""
        print(f"Initializing class: {name}")
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        """Called when class is instantiated"""
        print(f"Creating instance of {cls.__name__}")
        return super().__call__(*args, **kwargs)

class MyClass(metaclass=MyMeta):
    pass
# Output:
# Creating class: MyClass
# Initializing class: MyClass

obj = MyClass()
# Output:
# Creating instance of MyClass

MyClass.added_by_meta  # True
