import collections
print(collections.OrderedDict())
print(collections.namedtupel)
