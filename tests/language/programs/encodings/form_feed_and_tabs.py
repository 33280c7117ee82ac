# Form feeds and tabs in indentation.

def f(x):
	if x:
		return 'tabs'
	else:
		return 'else'
print(f(1), f(0))
if 1:
      
    print('after form feed line')
class C:
        a = 1
        def m(self):
        	return 'mixed but consistent'
print(C().m(), C.a)
