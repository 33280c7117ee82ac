print("importing")
from collections import namedtuble
