# Value error list remove.
def main():
    todo = ["a", "b"]
    for item in ["b", "c"]:
        todo.remove(item)
        print(todo)

main()
