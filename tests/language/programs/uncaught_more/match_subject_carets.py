command = {"op": None}
match command["op"]:
    case None: print("none")
match command["args"][0]:
    case _: print("never")
