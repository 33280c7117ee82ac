b"""abc
