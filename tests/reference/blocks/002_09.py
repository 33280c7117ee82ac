import sys

print(f"Integer info: {sys.int_info}")
# Output: sys.int_info(bits_per_digit=30, sizeof_digit=4)

# Check integer limits
max_int = 2**(sys.int_info.bits_per_digit * sys.int_info.sizeof_digit * 8) - 1
print(f"Maximum integer value: {max_int}")
