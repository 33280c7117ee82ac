x = """
one
two \x0
"""
