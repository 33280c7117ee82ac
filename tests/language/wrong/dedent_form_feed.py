if x:
  a
 b
