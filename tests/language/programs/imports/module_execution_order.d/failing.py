print("failing runs")
import fail_helper
x = 1 / 0
