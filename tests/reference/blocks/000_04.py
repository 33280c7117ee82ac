import sys
from importlib.abc import MetaPathFinder

class NetworkImporter(MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname.startswith('remote_'):
            print(f"Attempting to load {fullname} from network...")
            # Return a ModuleSpec here if found
        return None

sys.meta_path.insert(0, NetworkImporter())

try:
    import remote_utils
except ImportError:
    pass
# Output: Attempting to load remote_utils from network...
