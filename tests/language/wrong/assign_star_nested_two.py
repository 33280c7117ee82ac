a, (*b, *c) = x
