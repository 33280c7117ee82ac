# An input loop with wrong answers and the end of input as an error.
secret = 37
tries = 0
while True:
    line = input(f"[{tries}] guess: ")
    try: g = int(line)
    except ValueError as e:
        print("not a number:", e)
        continue
    tries += 1
    if g == secret: print("right after", tries); break
    print("too", "low" if g < secret else "high")
input("play again? ")
