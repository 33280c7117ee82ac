# A scripted text adventure: dispatch by dict, state in objects, errors as messages.
class GameError(Exception): pass
class Room:
    def __init__(self, name, **exits): self.name, self.exits, self.items = name, exits, []
    def __str__(self): return f"{self.name} (exits: {', '.join(sorted(self.exits)) or 'none'}; items: {', '.join(self.items) or 'nothing'})"
class Game:
    def __init__(self):
        self.rooms = {"hall": Room("hall", north="cellar", east="attic"), "cellar": Room("cellar", south="hall"), "attic": Room("attic", west="hall")}
        self.rooms["cellar"].items += ["lamp", "key"]
        self.here, self.bag, self.moves = "hall", [], 0
        self.verbs = {n[3:]: getattr(self, n) for n in dir(self) if n.startswith("do_")}
    def do_go(self, way=""):
        try: self.here = self.rooms[self.here].exits[way]
        except KeyError: raise GameError(f"cannot go {way or 'nowhere'}") from None
        if self.here == "attic" and "lamp" not in self.bag:
            self.here = "hall"
            raise GameError("too dark up there")
        return self.do_look()
    def do_look(self): return str(self.rooms[self.here])
    def do_take(self, *what):
        room, got = self.rooms[self.here], []
        for w in what or tuple(room.items):
            if w not in room.items: raise GameError(f"no {w} here (took {got})")
            room.items.remove(w); self.bag.append(w); got.append(w)
        return f"took {', '.join(got)}" if got else "nothing to take"
    def do_bag(self): return " ".join(sorted(self.bag)) or "empty"
    def play(self, script):
        for line in script.strip().splitlines():
            verb, *args = line.split()
            self.moves += 1
            try:
                print(">", line, "\n ", self.verbs[verb](*args))
            except GameError as e: print("  !", e)
            except KeyError as e: print("  ? unknown verb", e)
            except TypeError as e: print("  ? bad use:", str(e).split(".")[-1])
        return self.moves
print(Game().play("look\ngo east\ngo north\ntake lamp sword\ntake\nbag\ngo south\ngo east\nfly\nlook up\ngo"))
