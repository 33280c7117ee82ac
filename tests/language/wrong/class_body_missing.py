class A(): 
