from m
