import gc

def create_cycle():
    # Create two objects that refer to each other
    my_list = [1, 2, 3]
    my_list.append(my_list) # The list now refers to itself
    return my_list

# Create the cycle and then lose the only reference to it
cycle = create_cycle()
del cycle

# Manually run the garbage collector to find and clean up unreachable cycles
# The number returned is the number of objects collected.
collected_count = gc.collect()
print(f"Garbage collector collected {collected_count} objects.")

# Let's find out what objects are holding a specific type
all_lists = [obj for obj in gc.get_objects() if isinstance(obj, list)]
print(f"\nFound {len(all_lists)} list objects still in memory.")

# Let's inspect an object's referrers
a = {"key": "value"}
b = [a]

# Get the objects referring to 'a'
referrers = gc.get_referrers(a)
print(f"\nObject 'a' is being referred to by {len(referrers)} other objects.")
# The first referrer is often the list 'b', the second might be the frame's locals, etc.
