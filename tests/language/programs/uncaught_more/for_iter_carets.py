config = {"hosts": None}
for host in config["hosts"]:
    print(host)
for x in []: pass
print("never")
