import sys

# Check current allocation
print(f"Currently allocated blocks: {sys.getallocatedblocks()}")

# Create some objects
lst = []
for i in range(1000):
    lst.append([i] * 100)

print(f"After creating objects: {sys.getallocatedblocks()}")

# Delete objects
del lst
print(f"After deletion: {sys.getallocatedblocks()}")
