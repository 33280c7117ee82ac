NAME = "one in " + __package__
