# While condition carets.
def main():
    queue = [1, 2, None]
    while queue.pop(0) > 0:
        print("next", len(queue))

main()
