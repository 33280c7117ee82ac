try:
    x
except:
    y
except ValueError:
    z
