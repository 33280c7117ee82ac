print("importing")
import collections.missing_submodule
