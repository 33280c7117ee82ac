x = '''it's "open"
