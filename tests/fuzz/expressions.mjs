// Random expressions of Python. Every expression is made to have a wanted type, most of the time: programs
// that only raised TypeError would prove little. What the types promise is not binding.
const literals = {
  int: [
    '0',
    '1',
    '-1',
    '2',
    '3',
    '7',
    '10',
    '42',
    '255',
    '-6',
    '0x_ff',
    '0b101',
    '1_000',
    '2**31',
    '2**47 - 1',
    '2**47',
    '-2**47',
    '2**48 + 1',
    '2**63',
    '-2**63',
    '10**20',
    '-10**25',
    '3**60',
    '2**100 - 1',
    '65536',
    '-128',
  ],
  float: [
    '0.0',
    '-0.0',
    '1.5',
    '-2.25',
    '3.14159',
    '1e16',
    '1e-7',
    '1e308',
    '-1e-320',
    'inf',
    '-inf',
    'nan',
    '0.1',
    '2.5',
    '3.5',
    '1e22',
    '123456789.125',
    '4503599627370497.5',
    '1_0.5e-1_0',
  ],
  complex: [
    '1j',
    '(2-3j)',
    '0j',
    '-1j',
    '(1.5+0j)',
    'complex(nan, 1)',
    'complex(0.0, -0.0)',
    '(-2+2j)',
    '1e3j',
  ],
  bool: ['True', 'False'],
  str: [
    "''",
    "'a'",
    "'abc'",
    '"Hello World"',
    "'éà'",
    "'ñÿ'",
    "'Ωmega'",
    "'日本語'",
    "'😀x'",
    "'\\ud800'",
    "'line\\nbreak'",
    "'  sp  '",
    "'12'",
    "'-3.5'",
    "'a,b,,c'",
    "r'\\d+'",
    "'''tri'ple'''",
    "'ab' 'cd'",
    "'\\x00\\t'",
    "'ǅ'",
    "'ß'",
    "'xyzzy'",
    "'\\N{SNOWMAN}'",
    "'0b11'",
    "'aAbB'",
    "'1e5'",
    "'ﬃ'",
    "'a' * 9",
  ],
  bytes: [
    "b''",
    "b'a'",
    "b'abc'",
    "b'\\xff\\x00'",
    "b'Hello World'",
    "b'12'",
    "rb'\\n'",
    "b'a b' b'c'",
    'bytes(3)',
    'bytes([1, 200])',
    "'é'.encode()",
  ],
  bytearray: ["bytearray(b'abc')", 'bytearray(4)', "bytearray(b'')", 'bytearray(range(5))'],
  none: ['None', '...', 'NotImplemented.__class__'],
};
const fallback = [
  'int',
  'str',
  'float',
  'list',
  'tuple',
  'dict',
  'bool',
  'none',
  'bytes',
  'set',
  'complex',
  'range',
  'frozenset',
  'bytearray',
  'func',
  'object',
  'slice',
  'int',
  'str',
  'list',
];
const sequences = ['str', 'list', 'tuple', 'range', 'bytes', 'str', 'list'];
const specs = [
  '',
  '5',
  '>8',
  '<8',
  '^9',
  '*^9',
  '+',
  '-',
  ' ',
  '05',
  '#x',
  '#o',
  'b',
  'd',
  ',',
  '_',
  'x',
  'X',
  'c',
  '.2f',
  '.3g',
  'e',
  'E',
  '.0f',
  '%',
  '.1%',
  'n',
  's',
  '.2',
  '10.3',
  '=+8',
  '0=8',
  '<<5',
  'z.1f',
  '_x',
  ',.2f',
  'g',
  '#.3g',
  '>',
  '3c',
  '.',
  'q',
  '1.1.1',
  '+s',
  ',s',
  '010',
  '#',
  'ф>6',
  '😀^5',
];
const percent = [
  '%s',
  '%r',
  '%a',
  '%d',
  '%5d',
  '%-5d|',
  '%05d',
  '%x',
  '%#o',
  '%X',
  '%.2f',
  '%e',
  '%G',
  '%c',
  '%%',
  '%+d',
  '% d',
  '%10s',
  '%-10r|',
  '%.3s',
  '%i',
  '%u',
  '%(k)s',
  '%*d',
  '%.*f',
  '%z',
  '%',
  '%#.3g',
];

export class Expressions {
  /** @param {import('./random.mjs').Random} random */
  constructor(random) {
    this.r = random;
    /** Scopes from the outermost in: { kind, vars: Map name -> type, ... } */
    this.scopes = [];
    this.names = 0;
    this.noWalrus = 0; // inside the iterable of a comprehension, or in a class body's comprehension
    this.noYield = 0; // inside a comprehension or a lambda
    this.noAwait = 0;
  }

  get scope() {
    return this.scopes[this.scopes.length - 1];
  }
  fresh(prefix) {
    return `${prefix}${++this.names}`;
  }

  /** Names that may be bound here, of this type ('any': of each). */
  variables(type) {
    const out = [];
    this.scopes.forEach((scope, i) => {
      // The names of a class are seen only in its own body.
      if (scope.kind === 'class' && i !== this.scopes.length - 1) return;
      for (const [name, t] of scope.vars)
        if (type === 'any' ? t !== 'class' && t !== 'module' : t === type) out.push(name);
    });
    return out;
  }

  type() {
    return this.r.pick(fallback);
  }

  literal(type) {
    const { r } = this;
    if (literals[type]) return r.pick(literals[type]);
    switch (type) {
      case 'list':
        return r.pick([
          '[]',
          '[1, 2, 3]',
          "['a', 'b']",
          '[0.5, 1]',
          '[[1], [2]]',
          'list(range(5))',
          '[None]',
          '[3, 1, 2]',
        ]);
      case 'tuple':
        return r.pick(['()', '(1,)', '(1, 2, 3)', "('a', 1)", '((1, 2), (3, 4))', '(None, 0.5)']);
      case 'dict':
        return r.pick([
          '{}',
          "{'a': 1}",
          "{1: 2, 'b': 3}",
          "{'k': [1], 'j': (2,)}",
          'dict(x=1, y=2)',
          '{None: 0, 2.0: 1}',
        ]);
      case 'set':
        return r.pick([
          'set()',
          '{1, 2}',
          "{'a', 1}",
          '{0, 1.0, True}',
          'set(range(4))',
          "set('abc')",
        ]);
      case 'frozenset':
        return r.pick(['frozenset()', 'frozenset({1, 2})', "frozenset('ab')"]);
      case 'range':
        return r.pick([
          'range(3)',
          'range(1, 6)',
          'range(5, 0, -2)',
          'range(0)',
          'range(10, 2**70, 2**69)',
          'range(-3, 3)',
        ]);
      case 'slice':
        return r.pick([
          'slice(1)',
          'slice(1, 3)',
          'slice(None, None, -1)',
          'slice(-2, None)',
          'slice(0, 10, 2)',
          'slice(None)',
        ]);
      case 'func':
        return r.pick([
          'len',
          'str',
          'int',
          'repr',
          'sorted',
          'abs',
          'sum',
          'bool',
          'list',
          'type',
          'max',
          'str.upper',
          'math.sqrt',
          'operator.add',
          'operator.itemgetter(0)',
          'functools.partial(max, 3)',
          'print',
          'iter',
          'tuple',
        ]);
      case 'object':
        return r.pick([
          'Point(1, 2)',
          'Color.RED',
          'Bits.A | Bits.C',
          'Pair(1, "r")',
          'object',
          'int',
          'Point',
          'ValueError("v")',
          'Color',
          'memoryview(b"abcd")',
          'iter([1, 2])',
          'collections.Counter("aab")',
          'collections.deque([1, 2], 3)',
          'collections.OrderedDict(a=1)',
          'types.SimpleNamespace(a=1)',
          'Color.BLUE',
          'collections.ChainMap({1: 2}, {3: 4})',
          'collections.defaultdict(list)',
          'Bits.B',
          'property(len)',
        ]);
      default:
        return this.literal(this.type());
    }
  }

  /** An expression of a type, at most so deep. */
  expr(type = 'any', depth = 3) {
    const { r } = this;
    if (type === 'any' || r.chance(0.06)) type = r.chance(0.25) ? 'any' : this.type();
    if (type === 'any') return this.anyExpr(depth);
    if (depth <= 0 || r.chance(0.22)) return this.atom(type);
    if (r.chance(0.1)) return this.general(type, depth);
    const make = this[`${type}Expr`];
    return make ? make.call(this, depth - 1) : this.atom(type);
  }

  atom(type) {
    const vars = this.variables(type);
    return vars.length && this.r.chance(0.6) ? this.r.pick(vars) : this.literal(type);
  }

  /** Forms that work for every type. */
  general(type, depth) {
    const { r } = this;
    const e = (t = type) => this.expr(t, depth - 1);
    switch (r.below(12)) {
      case 0:
        return `(${e()} if ${e('bool')} else ${e()})`;
      case 1:
        return `(${e()} or ${e()})`;
      case 2:
        return `(${e()} and ${e()})`;
      case 3: {
        if (this.noWalrus) return e();
        const value = e();
        const name = this.assignable(type);
        return name ? `(${name} := ${value})` : value;
      }
      case 4:
        return this.lambdaCall(type, depth);
      case 5:
        return `[${e()}, ${e()}][${r.pick(['0', '1', '-1', '-2'])}]`;
      case 6:
        return `{${e('str')}: ${e()}}.popitem()[1]`;
      case 7:
        return `(${e()},)[0]`;
      case 8:
        return `next(iter([${e()}]))`;
      case 9:
        return this.canAwait() ? `(await Wait(${e()}))` : e();
      case 10:
        return this.canYield() ? `((yield ${e()}) or ${e()})` : e();
      default:
        return `copy.copy(${e()})`;
    }
  }

  /** A name that an assignment expression here may bind; undefined: none. */
  assignable(type) {
    if (this.scope.kind === 'class' && this.noYield) return undefined;
    const name = this.r.chance(0.5)
      ? this.r.pick(['w', 'v', 'u']) + this.r.below(4)
      : this.fresh('n');
    for (const s of this.scopes) if (s.iteration?.has(name)) return undefined;
    let target = this.scope;
    if (target.kind === 'lambda') return name; // its own
    if (target.kind === 'comp') target = this.scopes.findLast((s) => s.kind !== 'comp');
    if (target.kind === 'class' && target !== this.scope) return undefined;
    if (!target.frozen?.has(name)) target.vars.set(name, type);
    return name;
  }

  canAwait() {
    return Boolean(this.function?.async) && !this.noAwait;
  }
  canYield() {
    return Boolean(this.function?.generator) && !this.noYield;
  }
  /** The function that the code is directly in. */
  get function() {
    const { scope } = this;
    return scope?.kind === 'function' ? scope : undefined;
  }

  /** What `make` gives in a scope that neither yields nor waits. */
  inScope(scope, make) {
    this.scopes.push(scope);
    this.noYield++;
    this.noAwait++;
    const text = make();
    this.scopes.pop();
    this.noYield--;
    this.noAwait--;
    return text;
  }
  /** An expression of the type with one parameter of it. */
  lambdaBody(name, type, depth) {
    const scope = { kind: 'lambda', vars: new Map([[name, type]]) };
    return this.inScope(scope, () => this.expr(type, depth));
  }
  lambdaCall(type, depth) {
    const { r } = this;
    const name = this.fresh('p');
    const star = r.chance(0.3);
    const body = this.lambdaBody(name, type, depth - 1);
    const value = this.expr(type, depth - 1);
    return star
      ? `(lambda *a, ${name}=${value}, **k: ${body})(1, z=2)`
      : `(lambda ${name}: ${body})(${value})`;
  }

  /** `for x in ... if ...` around what `make` gives. */
  comprehension(open, close, make, depth) {
    const { r } = this;
    const clauses = [];
    const scope = { kind: 'comp', vars: new Map(), iteration: new Set() };
    const n = r.chance(0.75) ? 1 : 2;
    const isAsync = this.canAwait();
    if (isAsync) {
      // An await inside is allowed; so is `async for`.
    } else this.noAwait++;
    this.noYield++;
    let pushed = false;
    for (let i = 0; i < n; i++) {
      const type = r.pick(['int', 'int', 'str', 'any']);
      this.noWalrus++;
      const iterable = this.iterable(type, depth - 1);
      this.noWalrus--;
      if (!pushed) {
        this.scopes.push(scope);
        pushed = true;
      }
      let target = r.pick(['i', 'j', 'x', 'y']) + i;
      if (r.chance(0.12)) {
        const other = this.fresh('c');
        scope.iteration.add(other);
        scope.vars.set(other, 'any');
        scope.vars.set(target, 'int');
        scope.iteration.add(target);
        clauses.push(`for ${target}, ${other} in enumerate(${iterable})`);
      } else {
        scope.vars.set(target, type);
        scope.iteration.add(target);
        if (isAsync && r.chance(0.2)) {
          clauses.push(`async for ${target} in AIter(${r.below(4)})`);
        } else clauses.push(`for ${target} in ${iterable}`);
      }
      while (r.chance(0.25)) clauses.push(`if ${this.expr('bool', depth - 2)}`);
    }
    const body = make();
    this.scopes.pop();
    this.noYield--;
    if (!isAsync) this.noAwait--;
    return `${open}${body} ${clauses.join(' ')}${close}`;
  }

  /** Something short to iterate over, of elements of the type. */
  iterable(type, depth) {
    const { r } = this;
    if (type === 'int')
      return r.pick([
        `range(${r.below(5)})`,
        `range(${r.between(-2, 2)}, ${r.between(0, 6)}, ${r.pick([1, 2, -1])})`,
        '[1, 2, 3]',
        '(5, 0, -3)',
        `sorted(${this.expr('set', depth - 1)}, key=repr)`,
        "b'xyz'",
        'dict.fromkeys((4, 5))',
      ]);
    if (type === 'str')
      return r.pick([
        "'abc'",
        "'a,b'.split(',')",
        `${this.expr('str', depth - 1)}`,
        "['x', 'yy']",
        "{'p': 1, 'q': 2}",
      ]);
    if (this.scope.kind !== 'class' && r.chance(0.2)) {
      const gens = this.callable('generator');
      if (gens.length) return this.call(r.pick(gens), depth - 1);
    }
    return this.expr(r.pick(['list', 'tuple', 'range', 'str', 'dict', 'list']), depth);
  }

  callable(kind) {
    return this.scopes
      .filter((s, i) => s.kind !== 'class' || i === this.scopes.length - 1)
      .flatMap((s) => s.functions ?? [])
      .filter((f) => kind === 'any' || f.kind === kind);
  }

  /** A call of a known function, mostly as its signature wants it. */
  call(f, depth) {
    const { r } = this;
    const e = (t = 'any') => this.expr(t, Math.max(0, depth - 1));
    if (r.chance(0.06)) return `${f.name}(${r.many(r.below(4), () => e()).join(', ')})`;
    const args = [];
    const keywords = [];
    let positional = true;
    for (const p of f.params) {
      if (p.optional && r.chance(0.5)) {
        positional = false;
        continue;
      }
      if (p.kind === 'posonly' || (p.kind === 'normal' && positional && r.chance(0.75))) {
        if (positional) args.push(e(p.type));
      } else if (p.kind === 'normal' || p.kind === 'kwonly') {
        positional = false;
        keywords.push(`${p.name}=${e(p.type)}`);
      }
    }
    if (positional && f.star) {
      if (r.chance(0.4)) args.push(...r.many(r.below(3), () => e()));
      if (r.chance(0.3)) args.push(`*${e(r.pick(['list', 'tuple', 'range']))}`);
    } else if (args.length && r.chance(0.1)) {
      const k = r.below(args.length);
      if (!args.slice(k).some((a) => a.startsWith('*')))
        args.push(`*[${args.splice(k).join(', ')}]`);
    }
    if (f.kwargs && r.chance(0.4)) keywords.push(r.pick([`zz=${e()}`, `**{'q': ${e()}}`, '**{}']));
    else if (keywords.length && r.chance(0.15)) {
      const [name, ...value] = keywords.pop().split('=');
      keywords.push(`**{'${name}': ${value.join('=')}}`);
    }
    return `${f.name}(${[...args, ...r.shuffle(keywords.filter((k) => !k.startsWith('**'))), ...keywords.filter((k) => k.startsWith('**'))].join(', ')})`;
  }

  anyExpr(depth) {
    const { r } = this;
    const d = depth - 1;
    const functions = this.callable('function');
    const coroutines = this.canAwait() ? this.callable('async') : [];
    const vars = this.variables('any');
    switch (r.below(9)) {
      case 0:
      case 1:
        if (functions.length) return this.call(r.pick(functions), d);
        return this.atom(this.type());
      case 2:
        if (coroutines.length) return `(await ${this.call(r.pick(coroutines), d)})`;
        if (vars.length) return r.pick(vars);
        return this.expr('int', d);
      case 3:
        if (depth <= 0) return this.atom('int');
        return `${this.paren(this.expr(r.pick(['list', 'tuple', 'dict', 'str', 'any']), d))}[${this.subscript(d)}]`;
      case 4:
        if (depth <= 0) return this.atom('str');
        return r.chance(0.75)
          ? `(${this.expr('any', d)} ${r.pick(['+', '-', '*', '/', '//', '%', '@', '&', '|', '^'])} ${this.expr('int', 0)})`
          : `((${this.expr('any', d)}) ${r.pick(['**', '<<', '>>'])} ${r.between(-2, 40)})`;
      case 5: {
        const objects = this.variables('object');
        const o = objects.length && r.chance(0.8) ? r.pick(objects) : this.atom('object');
        return `${o}.${r.pick(['x', 'y', 'v', 'name', 'value', 'm1', 'm2', 'p1', 'missing', '__class__.__name__', 'real'])}`;
      }
      case 6:
        return this.builtinCall(d);
      default:
        return this.expr(this.type(), d);
    }
  }

  paren(text) {
    return /^[\w.]+$|^\(.*\)$|^\[.*\]$/.test(text) && !/^\d/.test(text) ? text : `(${text})`;
  }

  subscript(depth) {
    const { r } = this;
    switch (r.below(6)) {
      case 0:
        return this.expr('int', depth);
      case 1:
        return r.pick(['1:', ':2', '::2', '::-1', '1:-1', ':', '-3:', '10:0:-3', '::0']);
      case 2:
        return `${this.expr('int', 0)}:${this.expr('int', 0)}`;
      case 3:
        return this.literal('str');
      case 4:
        return r.pick(['0', '1', '-1', '2']);
      default:
        return this.expr(r.pick(['slice', 'int', 'bool', 'tuple']), depth);
    }
  }

  builtinCall(depth) {
    const { r } = this;
    const e = (t = 'any') => this.expr(t, depth - 1);
    const s = () => e(r.pick(sequences));
    return r.pick([
      () => `max(${s()}, default=${e()})`,
      () => `min(${e('list')}, key=repr)`,
      () => `type(${e()}).__name__`,
      () => `isinstance(${e()}, ${r.pick(['int', '(int, str)', 'int | None', 'object'])})`,
      () => `getattr(${e('object')}, ${r.pick(["'x'", "'real'", "'nope'"])}, ${e()})`,
      () => `hasattr(${e()}, ${r.pick(["'__len__'", "'x'"])})`,
      () => `callable(${e()})`,
      () => `dict(zip(${s()}, ${s()}))`,
      () => `list(map(${r.pick(['str', 'repr', 'type', 'lambda q: q'])}, ${s()}))`,
      () => `list(filter(None, ${s()}))`,
      () => `list(reversed(${s()}))`,
      () => `list(enumerate(${s()}, ${r.below(3)}))`,
      () =>
        `list(itertools.${r.pick(['chain', 'zip_longest', 'product'])}(${s()}, ${this.literal('tuple')}))[:20]`,
      () => `list(itertools.islice(${s()}, ${r.below(4)}))`,
      () => `list(itertools.accumulate(${e('list')}))`,
      () => `[(k, list(g)) for k, g in itertools.groupby(${s()})]`,
      () => `list(itertools.${r.pick(['combinations', 'permutations'])}('abc', ${r.below(4)}))`,
      () => `functools.reduce(lambda a, b: a, ${s()})`,
      () => `functools.reduce(operator.add, ${e('list')}, ${e()})`,
      () => `heapq.nsmallest(2, ${e('list')})`,
      () => `bisect.bisect([1, 3, 5], ${e('int')})`,
      () =>
        `math.${r.pick(['floor', 'ceil', 'sqrt', 'isnan', 'trunc', 'fabs', 'log', 'exp'])}(${e(r.pick(['float', 'int']))})`,
      () => `math.gcd(${e('int')}, ${e('int')})`,
      () =>
        `re.findall(${r.pick(["r'\\w+'", "r'[a-c]'", "r'(.)(.)'", "r''", "r'b*'"])}, ${e('str')})`,
      () =>
        `re.sub(${r.pick(["r'[aeiou]'", "r'(\\w)'", "r'$'"])}, ${r.pick(["'<\\\\g<0>>'", "'_'", 'lambda m: m[0] * 2'])}, ${e('str')})`,
      () => `json.dumps(${e(r.pick(['dict', 'list', 'any']))})`,
      () => `json.loads(${r.pick(['"[1, 2.5, null]"', '\'{"a": true}\'', '"[1,"', e('str')])})`,
      () => `struct.pack(${r.pick(["'<i'", "'>hH'", "'d'", "'3s'"])}, ${e('int')})`,
      () => `textwrap.wrap(${e('str')}, 5)`,
      () => `collections.Counter(${s()}).most_common(2)`,
      () => `iter(${s()}).__next__()`,
      () => `next(iter(${s()}), ${e()})`,
      () => `divmod(${e(r.pick(['int', 'float']))}, ${e(r.pick(['int', 'float']))})`,
      () =>
        `operator.${r.pick(['add', 'mul', 'lt', 'eq', 'contains', 'getitem', 'concat', 'iadd'])}(${e()}, ${e('int')})`,
      () => `vars(Point(${e()}, ${e()}))`,
      () => `dataclasses.astuple(Point(${e()}, ${e()}))`,
      () => `Color(${r.pick(['1', "'g'", '(3, 4)', e()])})`,
      () => `Pair(*${e(r.pick(['tuple', 'list', 'str']))})`,
      () => `copy.deepcopy(${e()})`,
      () => `eval(${JSON.stringify(this.atom('int'))})`,
    ])();
  }

  intExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () =>
        `(${e('int')} ${r.pick(['+', '-', '*', '//', '%', '&', '|', '^', '+', '-'])} ${e('int')})`,
      () => `(${e('int')} ${r.pick(['+', '-', '*'])} ${r.below(9)})`,
      () => `${r.pick(['-', '~', '+'])}${this.paren(e('int'))}`,
      () => `(${e('int')} ${r.pick(['<<', '>>'])} ${r.below(70)})`,
      () => `((${e('int')}) ** ${r.below(5)})`, // a literal 3**60 is one operand
      () => `pow(${e('int')}, ${r.below(9)}, ${e('int')})`,
      () => `abs(${e('int')})`,
      () => `len(${e(r.pick(['str', 'list', 'tuple', 'dict', 'set', 'range', 'bytes']))})`,
      () => `sum(${r.pick([e('list'), `range(${r.below(20)})`, e('tuple')])})`,
      () =>
        `${this.paren(e('str'))}.${r.pick(['find', 'count', 'rfind', 'index'])}(${this.literal('str')})`,
      () => `${this.paren(e('list'))}.${r.pick(['count', 'index'])}(${e('int')})`,
      () => `int(${e(r.pick(['float', 'str', 'bool', 'int', 'bytes']))})`,
      () => `int(${this.literal('str')}, ${r.pick([2, 8, 10, 16, 36, 0])})`,
      () => `round(${e('float')})`,
      () => `ord(${e('str')}[:1])`,
      () =>
        `${this.paren(e('int'))}.${r.pick(['bit_length()', 'bit_count()', 'conjugate()', 'numerator', 'real'])}`,
      () => `hash(${this.literal(r.pick(['int', 'float', 'str', 'bool']))})`,
      () => `(${e('bool')} + ${e('int')})`,
      () => `max(${e('int')}, ${e('int')})`,
      () => `${this.paren(e('bytes'))}[${r.pick(['0', '-1', '1'])}]`,
      () => `math.isqrt(abs(${e('int')}))`,
    ])();
  }
  floatExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () =>
        `(${e('float')} ${r.pick(['+', '-', '*', '/', '//', '%', '+', '*'])} ${e(r.pick(['float', 'float', 'int']))})`,
      () => `(${e('int')} / ${e('int')})`,
      () => `-${this.paren(e('float'))}`,
      () => `float(${e(r.pick(['int', 'str', 'float', 'bool']))})`,
      () => `round(${e('float')}, ${r.between(-2, 4)})`,
      () => `abs(${e(r.pick(['float', 'complex']))})`,
      () =>
        `math.${r.pick(['sqrt', 'fabs', 'floor', 'copysign(1.0, ', 'fmod(7.5, ', 'degrees'])}(${e('float')})`.replace(
          /\((1.0|7.5), \((.*)\)$/s,
          '($1, $2)',
        ),
      () => `(${e('float')} ** ${r.pick(['2', '0.5', '-1', '3'])})`,
      () => `sum([${e('float')}, ${e('float')}, ${e('int')}])`,
      () => `min(${e('float')}, ${e('int')})`,
      () => `${this.paren(e('complex'))}.${r.pick(['real', 'imag'])}`,
      () => `float.fromhex(${r.pick(["'0x1.8p3'", "'-0x.1'", "'inf'", "'zz'"])})`,
    ])();
  }
  complexExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () =>
        `(${e('complex')} ${r.pick(['+', '-', '*', '/'])} ${e(r.pick(['complex', 'float', 'int']))})`,
      () => `complex(${e('float')}, ${e('float')})`,
      () => `${this.paren(e('complex'))}.conjugate()`,
      () => `(${e('complex')} ** ${r.below(4)})`,
      () => `complex(${r.pick(["'1+2j'", "' -3j '", "'x'", "'nan+infj'"])})`,
    ])();
  }
  boolExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    const cmp = () => r.pick(['<', '<=', '>', '>=', '==', '!=', '==']);
    return r.pick(
      [
        () => {
          const t = r.pick(['int', 'float', 'str', 'tuple', 'list', 'bytes']);
          return `${e(t)} ${cmp()} ${e(t)}`;
        },
        () => `${e('int')} ${cmp()} ${e(r.pick(['int', 'float']))} ${cmp()} ${e('int')}`,
        () => `not ${e('any')}`,
        () => `${e('bool')} and ${e('bool')}`,
        () => `${e('bool')} or ${e('bool')}`,
        () => `${e('any')} is ${r.pick(['None', 'not None', 'True', '...'])}`,
        () =>
          `${e('int')} ${r.pick(['in', 'not in'])} ${e(r.pick(['list', 'tuple', 'range', 'set', 'dict']))}`,
        () => `${e('str')} ${r.pick(['in', 'not in'])} ${e(r.pick(['str', 'list', 'dict']))}`,
        () => `${e('any')} == ${e('any')}`,
        () => `${e('set')} ${cmp()} ${e('set')}`,
        () => `bool(${e('any')})`,
        () =>
          `${r.pick(['any', 'all'])}(${this.comprehension('', '', () => this.expr('bool', d - 1), d)})`,
        () =>
          `${this.paren(e('str'))}.${r.pick(['isdigit', 'isalpha', 'isupper', 'istitle', 'isidentifier', 'isspace', 'isprintable', 'isnumeric'])}()`,
        () =>
          `${this.paren(e('str'))}.${r.pick(['startswith', 'endswith'])}(${r.pick([this.literal('str'), "('a', 'H')", this.literal('str') + ', 1'])})`,
      ].map((f) => () => `(${f()})`),
    )();
  }
  strExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    const m = () => this.paren(e('str'));
    return r.pick([
      () => `(${e('str')} + ${e('str')})`,
      () => `(${e('str')} * ${r.between(-1, 3)})`,
      () => `${m()}[${this.subscript(d - 1)}]`,
      () => `plain(str(${e('any')}))`,
      () =>
        `plain(repr(${e(r.pick(['int', 'float', 'str', 'tuple', 'list', 'bytes', 'complex', 'range', 'slice']))}))`,
      () => `ascii(${e('str')})`,
      () => this.fString(d),
      () => this.fString(d),
      () =>
        `${m()}.${r.pick(['upper', 'lower', 'title', 'strip', 'swapcase', 'casefold', 'capitalize', 'lstrip', 'rstrip', 'expandtabs'])}()`,
      () => `${m()}.${r.pick(['center', 'ljust', 'rjust', 'zfill'])}(${r.between(0, 12)})`,
      () =>
        `${m()}.replace(${this.literal('str')}, ${this.literal('str')}${r.chance(0.2) ? ', 1' : ''})`,
      () =>
        `${m()}.join(${r.pick([e('list'), `map(str, ${e('list')})`, e('str'), this.comprehension('', '', () => this.expr('str', d - 1), d).replace(/^(.*)$/s, '[$1]')])})`,
      () =>
        `plain(${r.pick(["'{} {!r}'", "'{0:>5}{1}'", "'{a[0]}{b}'", "'{:{}}'", "'{0.real}{1}'", "'{{}}{}'", "'{'"])}.format(${e('any')}, ${e('any')}, a=${e('list')}, b=${e('any')}))`,
      () =>
        `plain(${r.many(r.between(1, 2), () => `'${r.pick(percent)}'`).join(' ')} % ${r.pick([e('any'), `(${e('any')}, ${e('any')})`, `(${e('int')},)`, e('dict')])})`,
      () => `format(${e(r.pick(['int', 'float', 'str', 'complex', 'bool']))}, '${r.pick(specs)}')`,
      () => `chr(${r.pick(['65', '0x3b1', '0x1f600', 'abs(' + e('int') + ') % 0x110000'])})`,
      () =>
        `${this.paren(e('bytes'))}.decode(${r.pick(['', "'latin-1'", "'ascii', 'replace'", "'utf-8', 'backslashreplace'"])})`,
      () => `'-'.join(sorted(${e('str')}))`,
      () => `${r.pick(['hex', 'oct', 'bin'])}(${e('int')})`,
      () => `${m()}.translate({97: 'Z', 98: None, ord('c'): 100})`,
      () => `string.Template('$a ${'${b}'} $$').safe_substitute(a=plain(str(${e('any')})))`,
      () =>
        `${m()}.${r.pick(["removeprefix('a')", "removesuffix('c')", "partition('b')[2]", "rpartition(',')[0]", "encode('utf-8', 'surrogatepass').hex()"])}`,
    ])();
  }
  fString(d) {
    const { r } = this;
    let shows = false; // what may have an address
    const parts = r.many(r.between(1, 3), () => {
      if (r.chance(0.35)) return r.pick(['text', ' ', '{{', '}}', 'é', '\\n', '%']);
      // Names that one line keeps apart: no walrus or lambda at the top, a space before a brace.
      const type = r.pick(['any', 'int', 'str', 'float']);
      shows ||= type === 'any';
      const inner = ` ${this.paren(this.expr(type, d - 1))}`;
      const debug = r.chance(0.1) ? ' = ' : '';
      const conversion = r.chance(0.25) ? r.pick(['!r', '!s', '!a']) : '';
      const spec = r.chance(0.35)
        ? `:${r.chance(0.25) ? `{${this.paren(this.atom('int'))}}` : r.pick(specs).replace(/[{}]/g, '')}`
        : '';
      return `{${inner}${debug}${conversion}${spec}}`;
    });
    const text = `${r.pick(['f', 'f', 'F', 'f'])}'''${parts.join('')}'''`;
    return shows ? `plain(${text})` : text;
  }
  bytesExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () => `(${e('bytes')} + ${e('bytes')})`,
      () => `${this.paren(e('bytes'))}[${this.subscript(0)}]`,
      () =>
        `${this.paren(e('str'))}.encode(${r.pick(['', "'latin-1'", "'utf-16-le'", "'ascii', 'ignore'", "'utf-8', 'replace'"])})`,
      () => `bytes(${r.pick([e('list'), `range(${r.below(6)})`, r.below(5)])})`,
      () => `(b'${r.pick(['%s', '%d', '%b', '%a', '%x'])}' % ${e('any')})`,
      () =>
        `${this.paren(e('bytes'))}.${r.pick(['upper()', "replace(b'a', b'zz')", "split(b' ')[0]", 'strip()', 'hex().encode()', "center(9, b'*')", 'ljust(5)', 'title()'])}`,
      () => `${this.paren(e('int'))}.to_bytes(${r.pick(['8', '4, "little"', '16, signed=True'])})`,
      () => `bytes.fromhex(${r.pick(["'00ff'", "'a b'", "'1'"])})`,
      () => `b','.join([${e('bytes')}, ${e('bytes')}])`,
    ])();
  }
  bytearrayExpr(d) {
    return this.r.pick([
      `bytearray(${this.expr('bytes', d)})`,
      `(${this.atom('bytearray')} + ${this.expr('bytes', d)})`,
      `${this.atom('bytearray')}[${this.subscript(0)}]`,
    ]);
  }
  listExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () =>
        `[${r.many(r.below(4), () => (r.chance(0.15) ? `*${e(r.pick(sequences))}` : e(r.pick(['int', 'int', 'str', 'any'])))).join(', ')}]`,
      () =>
        this.comprehension(
          '[',
          ']',
          () => this.expr(r.pick(['int', 'any', 'str', 'list']), d - 1),
          d,
        ),
      () => this.comprehension('[', ']', () => this.expr('any', d - 1), d),
      () =>
        `sorted(${e(r.pick(['list', 'tuple', 'range', 'set', 'str']))}${r.pick(['', ', reverse=True', ', key=str', ', key=repr', ', key=lambda q: -q'])})`,
      () =>
        `list(${r.pick([e('range'), e('tuple'), e('str'), e('dict'), `zip(${e('list')}, ${e('str')})`, `map(${this.atom('func')}, ${e('list')})`])})`,
      () => `(${e('list')} + ${e('list')})`,
      () => `(${e('list')} * ${r.between(-1, 3)})`,
      () => `${this.paren(e('list'))}[${r.pick(['1:', '::-1', ':2', '::2', ':'])}]`,
      () =>
        `${this.paren(e('str'))}.${r.pick(['split()', "split(',')", "split('a', 1)", 'splitlines()', 'rsplit(None, 1)', "partition(' ')"])}`,
      () => `list(${this.paren(e('dict'))}.${r.pick(['keys', 'values', 'items'])}())`,
      () => `[${e('any')}] * ${r.below(3)}`,
      () => `list(itertools.chain.from_iterable(${e('list')}))`,
    ])();
  }
  tupleExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () => `(${e('any')}, ${e('int')})`,
      () => `(${e('any')}, *${e(r.pick(sequences))})`,
      () => `tuple(${e(r.pick(['list', 'range', 'str', 'dict']))})`,
      () => `(${e('tuple')} + ${e('tuple')})`,
      () => `${this.paren(e('tuple'))}[${r.pick(['1:', '::-1', ':1'])}]`,
      () => `divmod(${e('int')}, ${e('int')})`,
      () => `tuple(${this.comprehension('', '', () => this.expr('any', d - 1), d)})`,
      () => `${this.paren(e('str'))}.partition(${this.literal('str')})`,
      () => `(${e('tuple')} * ${r.below(3)})`,
      () => `math.frexp(${e('float')})`,
      () => `${this.paren(e('float'))}.as_integer_ratio()`,
    ])();
  }
  dictExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    const key = () => this.expr(r.pick(['str', 'int', 'tuple', 'str']), d - 1);
    return r.pick([
      () =>
        `{${r.many(r.below(4), () => (r.chance(0.15) ? `**${e('dict')}` : `${key()}: ${e('any')}`)).join(', ')}}`,
      () => this.comprehension('{', '}', () => `${key()}: ${this.expr('any', d - 1)}`, d),
      () => `(${e('dict')} | ${e('dict')})`,
      () => `dict(${e('dict')}, extra=${e('any')})`,
      () => `dict.fromkeys(${e(r.pick(['list', 'str', 'range']))}, ${e('any')})`,
      () => `dict(enumerate(${e(r.pick(['str', 'list']))}))`,
    ])();
  }
  setExpr(d) {
    const { r } = this;
    const e = (t) => this.expr(t, d);
    return r.pick([
      () => `{${r.many(r.between(1, 4), () => e(r.pick(['int', 'str', 'tuple']))).join(', ')}}`,
      () => this.comprehension('{', '}', () => this.expr(r.pick(['int', 'str']), d - 1), d),
      () => `(${e('set')} ${r.pick(['|', '&', '-', '^'])} ${e('set')})`,
      () => `set(${e(r.pick(['list', 'str', 'range', 'dict']))})`,
      () =>
        `${this.paren(e('set'))}.${r.pick(['union', 'intersection', 'difference', 'symmetric_difference'])}(${e(r.pick(['list', 'str', 'range']))})`,
    ])();
  }
  frozensetExpr(d) {
    return `frozenset(${this.expr(this.r.pick(['list', 'set', 'str']), d)})`;
  }
  rangeExpr(d) {
    return `range(${this.r.many(this.r.between(1, 3), () => this.expr('int', 0)).join(', ')})${this.r.pick(['[:5]', '[:5]', '[-4:]', '[::2][:3]'])}`;
  }
  sliceExpr() {
    return `slice(${this.r.many(this.r.between(1, 3), () => this.r.pick(['None', this.literal('int')])).join(', ')})`;
  }
  funcExpr(d) {
    const { r } = this;
    const functions = this.callable('function');
    if (functions.length && r.chance(0.4)) return r.pick(functions).name;
    const name = this.fresh('q');
    const body = this.lambdaBody(name, 'any', d - 1);
    return `(lambda ${r.pick([name, `${name}=1`, `*${name}`, `${name}, /`, `*, ${name}=None`, `**${name}`])}: ${body})`;
  }
  objectExpr(d) {
    const { r } = this;
    const classes = this.scopes.flatMap((s) => s.classes ?? []);
    const e = () => this.expr('any', d);
    if (classes.length && r.chance(0.7)) return this.make(r.pick(classes), d);
    return r.pick([
      () => `Point(${e()}, ${e()})`,
      () => `Pair(${e()}, right=${e()})`,
      () => this.literal('object'),
      () =>
        `t'a{${this.paren(this.atom('any'))}${r.pick(['', '!r', ':5'])}}b'.${r.pick(['strings', 'values', 'interpolations[0].expression', 'interpolations[0].format_spec'])}`,
    ])();
  }
  make(c, depth) {
    return `${c.name}(${this.r.chance(0.9) ? this.expr(c.base === 'list' || c.base === 'dict' ? c.base : 'int', depth - 1) : ''})`;
  }
}
