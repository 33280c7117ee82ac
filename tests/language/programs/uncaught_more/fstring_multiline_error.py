user = {"name": "ann"}
print(f"""
hello {user['name']}
""")
print(f"""
you are {
    user['age']
} years old
""")
