import sys

print(f"Maximum size: {sys.maxsize}")
print(f"In bytes: {sys.maxsize.bit_length() // 8} bytes")

# Check if a size is within limits
size = 2**63 - 1
if size <= sys.maxsize:
    print("Size is within platform limits")
