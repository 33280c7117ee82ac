class MyClass:
    def __init__(self):
        self.existing = "value"

    def __getattribute__(self, name):
        """Called for EVERY attribute access"""
        print(f"Getting {name}")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        """Called only when attribute not found normally"""
        return f"{name} not found, returning default"

obj = MyClass()
obj.existing        # Prints "Getting existing", returns "value"
obj.missing         # Prints "Getting missing", then "missing not found..."

# __getattribute__ gotcha: infinite recursion
class Broken:
    def __getattribute__(self, name):
        return self.name  # Calls __getattribute__ again!

# Fix: Use super() or object.__getattribute__
class Fixed:
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)
