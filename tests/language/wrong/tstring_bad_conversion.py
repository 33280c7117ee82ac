t"{a!z}"
