from half import other
thing = 1
