"""As much of numpy as the reference documents use: enough to define, not to compute."""

import random as _random
from types import SimpleNamespace

sum = sum
random = SimpleNamespace(random=lambda n: [_random.random() for _ in range(n)])
