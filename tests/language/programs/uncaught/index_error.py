matrix = [[1, 2], [3, 4]]
row, col = 1, 2
print(matrix[row][0])
value = matrix[row][col] + matrix[0][0]
print(value)
