x = 1 ifx else 2
