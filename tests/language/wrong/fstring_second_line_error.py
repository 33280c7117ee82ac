x = f"""
ok {a}
bad {b c}
"""
