NAME = "heavy part"
