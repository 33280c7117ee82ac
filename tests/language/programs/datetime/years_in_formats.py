# Years before 1000 have four digits in every format that shows them.
import time
from datetime import *

for year in (1, 5, 99, 999, 1000, 1899, 9999):
    numbers = (year, 1, 2, 3, 4, 5, 1, 2, 0)
    print(year, [time.strftime("%" + c, numbers) for c in "Y G C F y g D c x EY OY -Y _Y Ec".split()], time.asctime(numbers))
    for moment in (date(year, 1, 2), datetime(year, 12, 31, 23)):
        print("   ", moment, moment.ctime(), moment.strftime("%Y|%G|%C|%F|%c|%D|%x|%X|%V|%j"), f"{moment:%Y-%m}", datetime.strptime(moment.strftime("%Y %m"), "%Y %m"))
