x = "C:\Users\name"
