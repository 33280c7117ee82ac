"""
LOAD_FAST     - Load local variable onto stack
LOAD_GLOBAL   - Load global variable
LOAD_CONST    - Load constant
STORE_FAST    - Store top of stack to local
STORE_GLOBAL  - Store to global
BINARY_ADD    - Pop two values, push sum
CALL_FUNCTION - Call function with N arguments
RETURN_VALUE  - Return top of stack
JUMP_IF_TRUE  - Conditional jump
POP_TOP       - Discard top of stack
"""

# Example: Understanding loops
import dis

def loop_example():
    total = 0
    for i in range(10):
        total += i
    return total

dis.dis(loop_example)
# Shows: GET_ITER, FOR_ITER, INPLACE_ADD, JUMP_BACKWARD, etc.
