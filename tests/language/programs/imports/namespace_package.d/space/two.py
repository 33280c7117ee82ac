from .one import NAME as ONE
NAME = "two after " + ONE
