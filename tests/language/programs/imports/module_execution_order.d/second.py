print("second runs")
import first
first.counter += 10
value = first.counter
