def long_running():
    for i in range(3):
        print("step", i)
    raise KeyboardInterrupt

long_running()
