x = ! y
