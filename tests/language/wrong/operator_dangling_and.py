if a and: pass
