x = ("abc"
     f"{a b}"
     "def")
