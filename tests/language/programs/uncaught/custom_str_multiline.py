class Report(Exception):
    def __init__(self, *problems):
        self.problems = problems
    def __str__(self):
        return "problems:\n" + "\n".join(f"  - {p}" for p in self.problems)

print("raising")
raise Report("disk full", "no network")
