# A compiler from arithmetic source to a stack machine, with a peephole pass and a disassembler.
import ast
class Compiler(ast.NodeVisitor):
    def __init__(self): self.code, self.labels = [], 0
    def emit(self, *ins): self.code.append(ins)
    def label(self): self.labels += 1; return f"L{self.labels}"
    def visit_Module(self, n):
        for s in n.body: self.visit(s)
        self.emit("HALT"); return self.code
    def visit_Assign(self, n): self.visit(n.value); self.emit("STORE", n.targets[0].id)
    def visit_AugAssign(self, n): self.emit("LOAD", n.target.id); self.visit(n.value); self.emit("OP", type(n.op).__name__); self.emit("STORE", n.target.id)
    def visit_Expr(self, n): self.visit(n.value); self.emit("PRINT")
    def visit_BinOp(self, n): self.visit(n.left); self.visit(n.right); self.emit("OP", type(n.op).__name__)
    def visit_UnaryOp(self, n): self.visit(n.operand); self.emit("NEG")
    def visit_Compare(self, n): self.visit(n.left); self.visit(n.comparators[0]); self.emit("OP", type(n.ops[0]).__name__)
    def visit_Constant(self, n): self.emit("PUSH", n.value)
    def visit_Name(self, n): self.emit("LOAD", n.id)
    def visit_While(self, n):
        top, end = self.label(), self.label()
        self.emit("LABEL", top); self.visit(n.test); self.emit("JZ", end)
        for s in n.body: self.visit(s)
        self.emit("JMP", top); self.emit("LABEL", end)
    def visit_If(self, n):
        els, end = self.label(), self.label()
        self.visit(n.test); self.emit("JZ", els)
        for s in n.body: self.visit(s)
        self.emit("JMP", end); self.emit("LABEL", els)
        for s in n.orelse: self.visit(s)
        self.emit("LABEL", end)
    def generic_visit(self, n): raise SyntaxError(f"{type(n).__name__} on line {getattr(n, 'lineno', '?')} is not supported")
OPS = {"Add": lambda a, b: a + b, "Sub": lambda a, b: a - b, "Mult": lambda a, b: a * b, "FloorDiv": lambda a, b: a // b, "Mod": lambda a, b: a % b, "Lt": lambda a, b: a < b, "Eq": lambda a, b: a == b, "Gt": lambda a, b: a > b}
def peephole(code):
    out = []
    for ins in code:
        if ins[0] == "OP" and len(out) > 1 and out[-1][0] == out[-2][0] == "PUSH": b, a = out.pop()[1], out.pop()[1]; out.append(("PUSH", OPS[ins[1]](a, b)))
        elif ins[0] == "NEG" and out and out[-1][0] == "PUSH": out.append(("PUSH", -out.pop()[1]))
        else: out.append(ins)
    return out
def run(code, limit=10000):
    where = {ins[1]: i for i, ins in enumerate(code) if ins[0] == "LABEL"}
    st, env, pc, out = [], {}, 0, []
    while limit:
        limit -= 1
        match code[pc]:
            case ("PUSH", v): st.append(v)
            case ("LOAD", n):
                if n not in env: raise NameError(n)
                st.append(env[n])
            case ("STORE", n): env[n] = st.pop()
            case ("OP", o): b = st.pop(); st.append(OPS[o](st.pop(), b))
            case ("NEG",): st.append(-st.pop())
            case ("PRINT",): out.append(st.pop())
            case ("JZ", l): pc = pc if st.pop() else where[l]
            case ("JMP", l): pc = where[l]
            case ("HALT",): return out
        pc += 1
    raise TimeoutError("too many steps")
for src in ["x = 2 * 3 + 4\nx", "n = 10\ns = 0\nwhile n > 0:\n  s += n\n  n -= 1\ns", "a = 252\nb = 105\nwhile b:\n  t = a % b\n  a = b\n  b = t\na" , "if 1 < 2:\n  5\nelse:\n  6\n-7 // 2", "y", "while 1: 1", "def f(): pass", "1 // 0"]:
    try:
        code = Compiler().visit(ast.parse(src)); opt = peephole(code)
        print(len(code), len(opt), run(opt), [" ".join(map(str, i)) for i in opt][:4])
    except Exception as e: print(type(e).__name__, e)
