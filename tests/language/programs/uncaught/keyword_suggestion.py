def connect(host, timeout=10, retries=3):
    return host, timeout, retries

print(connect("h"))
connect("h", timout=5)
