# Nothing near enough: no suggestion.
class Thing:
    completely_different = 1
t = Thing()
print(t.completely_different)
t.zzzzqqqq
