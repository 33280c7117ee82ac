y = 1
# comment ÿþ
x = 2
