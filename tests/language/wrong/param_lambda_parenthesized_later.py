lambda a, (b): a
