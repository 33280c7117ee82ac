f"{a:{b!z}}"
