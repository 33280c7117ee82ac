f"{import os}"
