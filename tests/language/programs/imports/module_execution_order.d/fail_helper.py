print("helper runs once")
