# snippets: form feeds, tabs, CR LF, missing last newline, byte order mark
# ---
x = 1
# ---
if x:
    y
# ---
x = 1

y = 2
# ---
if x:
    y
# ---
if x:
	y
	if z:
		w
# ---
x	=	1	+	2
# ---
x = 1   
y = 2	
# ---
x = (1,	# tab comment
	2)
# ---
if x:
    y
	
    z
# ---
if x:
    y
 
z
# ---
x = "a	b"	"c"
# ---
def f():
	"""doc
	more"""
	return 1
# ---
x = 1 \
	+ 2
# ---



x


# ---
if x:
        y
z
