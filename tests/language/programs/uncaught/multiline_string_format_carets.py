template = """
%d items
"""
print(template % 3)
text = "count: " + (template %
                    "three")
