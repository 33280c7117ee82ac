from enum import Enum
class Status(Enum):
    OPEN = "open"
    @property
    def label(self): return self.value.title()
print(Status.OPEN.label)
Status.OPNE
