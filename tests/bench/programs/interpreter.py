# A small language: tokenizer, recursive descent parser, stack machine.
# loops: 5
SOURCE = '''
total = 0 ;
i = 0 ;
while i < 1500 {
  j = i * 3 - ( i / 7 ) ;
  if j % 2 { total = total + j ; } else { total = total - 1 ; }
  i = i + 1 ;
}
print total ;
'''
BINARY = {'+': (3, 'add'), '-': (3, 'sub'), '*': (4, 'mul'), '/': (4, 'div'), '%': (4, 'mod'), '<': (2, 'less')}


class Compiler:
    def __init__(self, text):
        self.tokens = text.split()
        self.at = 0
        self.code = []

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ''

    def take(self, expected=None):
        token = self.peek()
        if expected is not None and token != expected:
            raise SyntaxError(f'{expected} expected, not {token}')
        self.at += 1
        return token

    def emit(self, op, arg=None):
        self.code.append([op, arg])
        return len(self.code) - 1

    def expression(self, level=0):
        token = self.take()
        if token == '(':
            self.expression()
            self.take(')')
        elif token.isdigit():
            self.emit('push', int(token))
        else:
            self.emit('load', token)
        while (entry := BINARY.get(self.peek())) and entry[0] > level:
            self.take()
            self.expression(entry[0])
            self.emit(entry[1])

    def block(self):
        self.take('{')
        while self.peek() != '}':
            self.statement()
        self.take('}')

    def statement(self):
        match self.take():
            case 'while':
                top = len(self.code)
                self.expression()
                leave = self.emit('unless')
                self.block()
                self.emit('jump', top)
                self.code[leave][1] = len(self.code)
            case 'if':
                self.expression()
                other = self.emit('unless')
                self.block()
                end = self.emit('jump')
                self.code[other][1] = len(self.code)
                if self.peek() == 'else':
                    self.take()
                    self.block()
                self.code[end][1] = len(self.code)
            case 'print':
                self.expression()
                self.emit('print')
                self.take(';')
            case name:
                self.take('=')
                self.expression()
                self.emit('store', name)
                self.take(';')


def run(code):
    stack = []
    names = {}
    output = []
    pc = 0
    while pc < len(code):
        op, arg = code[pc]
        pc += 1
        if op == 'push':
            stack.append(arg)
        elif op == 'load':
            stack.append(names[arg])
        elif op == 'store':
            names[arg] = stack.pop()
        elif op == 'jump':
            pc = arg
        elif op == 'unless':
            if not stack.pop():
                pc = arg
        elif op == 'print':
            output.append(stack.pop())
        else:
            b = stack.pop()
            a = stack.pop()
            if op == 'add':
                stack.append(a + b)
            elif op == 'sub':
                stack.append(a - b)
            elif op == 'mul':
                stack.append(a * b)
            elif op == 'div':
                stack.append(a // b)
            elif op == 'mod':
                stack.append(a % b)
            else:
                stack.append(a < b)
    return output


def bench():
    results = []
    for _ in range(5):
        compiler = Compiler(SOURCE)
        while compiler.peek():
            compiler.statement()
        results = run(compiler.code)
    return results
