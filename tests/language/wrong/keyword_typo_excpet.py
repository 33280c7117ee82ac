try:
    pass
excpet ValueError:
    pass
