lambda in: 0
