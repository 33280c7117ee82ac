class User:
    def __init__(self, name, age):
        self.name = name.title()
        self.age = int(age)

users = [User("ann", "30")]
print(users[0].name, users[0].age)
users.append(User(None, 5))
