class Account:
    def __init__(self):
        self.balance = 10
    def show(self):
        return balance

print("start")
Account().show()
