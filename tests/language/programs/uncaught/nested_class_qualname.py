class Outer:
    class Inner(Exception):
        """Shown with its qualified name."""
    def run(self):
        raise self.Inner("nested")

print("go")
Outer().run()
