# Zero division modulo.
def main():
    def schedule(n, every):
        return [i for i in range(n) if i % every == 0]
    print(schedule(5, 2))
    print(schedule(5, 0))

main()
