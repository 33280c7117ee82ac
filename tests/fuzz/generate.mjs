// Random valid programs: every statement and scope of the language around the expressions of
// expressions.mjs. A program ends (loops are bounded, functions call only what stands above them, fuel is
// limited), prints what it computes, and is the same for the same seed.
import { Features } from './features.mjs';
import { Random } from './random.mjs';

const exceptions = [
  'ValueError',
  'TypeError',
  'KeyError',
  'IndexError',
  'ZeroDivisionError',
  'AttributeError',
  'RuntimeError',
  'OverflowError',
  'Exception',
  'ArithmeticError',
  'LookupError',
  'NameError',
  'StopIteration',
  'AssertionError',
];
const augmented = [
  '+=',
  '-=',
  '*=',
  '//=',
  '%=',
  '&=',
  '|=',
  '^=',
  '/=',
  '@=',
  '**=',
  '<<=',
  '>>=',
];

class Program extends Features {
  constructor(random) {
    super(random);
    this.lines = [];
    this.indent = 0;
  }

  // --- output -----------------------------------------------------------------------------------------
  emit(text) {
    this.lines.push('    '.repeat(this.indent) + text);
  }
  /** A compound statement: its head, then what `body` emits, at least `pass`. */
  block(head, body) {
    this.emit(head);
    this.indent++;
    const before = this.lines.length;
    body();
    if (this.lines.length === before) this.emit('pass');
    this.indent--;
  }
  body(n, depth) {
    for (let i = this.r.between(1, n); i > 0; i--) this.statement(depth);
  }

  // --- names ------------------------------------------------------------------------------------------
  /** A name to bind in this scope, with the type it is to have. */
  target(type) {
    const { r, scope } = this;
    if (scope.declared?.length && r.chance(0.3)) return r.pick(scope.declared);
    const prefix =
      scope.kind === 'module'
        ? 'g'
        : scope.kind === 'class'
          ? 'k'
          : 'abcdeh'[(this.level ?? 0) % 6];
    const own = [...scope.vars]
      .filter(([, t]) => t === type)
      .map(([name]) => name)
      .filter((n) => /^[a-h]\d+$|^k\d+$/.test(n));
    const name = own.length && r.chance(0.5) ? r.pick(own) : prefix + r.below(9);
    this.bound.push([scope, name, type]);
    return name;
  }
  bound = [];
  /** Names become known after the statement that binds them. */
  settle() {
    for (const [scope, name, type] of this.bound)
      if (!scope.frozen?.has(name)) scope.vars.set(name, type);
    this.bound = [];
  }

  // --- statements -------------------------------------------------------------------------------------
  statement(depth) {
    const { r } = this;
    const simple = depth <= 0 || r.chance(0.5);
    if (simple) this.simple();
    else this.compound(depth - 1);
    this.settle();
  }

  simple() {
    const { r, scope } = this;
    const choice = r.below(26);
    switch (choice) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
      case 5: {
        const type = this.type();
        const value = this.expr(type, 3);
        const name = this.target(type);
        this.emit(`${name} = ${value}`);
        if (r.chance(this.loops ? 0.9 : 0.25)) this.emit(`${name} = cut(${name})`);
        return;
      }
      case 6:
      case 7:
      case 8:
      case 9: {
        this.emit(`show(${r.many(r.between(1, 2), () => this.expr('any', 3)).join(', ')})`);
        return;
      }
      case 10: {
        const vars = [...scope.vars].filter(([n]) => /^[a-hk]\d+$/.test(n));
        if (!vars.length) return this.emit('pass');
        const [name, type] = r.pick(vars);
        const op = r.pick(augmented.slice(0, r.pick([1, 3, 9, 13])));
        const value =
          op === '**='
            ? r.below(4)
            : /<<|>>/.test(op)
              ? r.below(50)
              : op === '*='
                ? r.between(-1, 4)
                : this.expr(type, 2);
        this.emit(`${name} ${op} ${value}`);
        this.emit(`${name} = cut(${name})`);
        return;
      }
      case 11: {
        const lists = this.variables('list').concat(
          this.variables('dict'),
          this.variables('bytearray'),
        );
        if (!lists.length) return this.simple();
        this.emit(
          `${r.pick(lists)}[${this.subscript(1)}] ${r.pick(['=', '=', '='])} ${this.expr('any', 2)}`,
        );
        return;
      }
      case 12: {
        const a = this.target('any');
        const b = this.target('any');
        this.emit(
          r.pick([
            () => `${a}, ${b} = ${this.expr('any', 2)}, ${this.expr('any', 2)}`,
            () => `${a}, *${b} = ${this.expr(r.pick(['list', 'tuple', 'str', 'range']), 2)}`,
            () => `*${a}, ${b} = ${this.expr('tuple', 2)}`,
            () => `[${a}, (${b}, *_)] = ${this.expr('int', 1)}, ${this.expr('list', 2)}`,
            () => `${a} = ${b} = ${this.expr('any', 2)}`,
            () => `${a}, ${b} = ${b}, ${a}`,
            () => `(${a}), ${b} = divmod(${this.expr('int', 1)}, ${this.expr('int', 1)})`,
          ])(),
        );
        this.emit(`${a}, ${b} = cut(${a}), cut(${b})`);
        return;
      }
      case 13: {
        const type = r.pick(['int', 'str', 'float']);
        const value = this.expr(type, 2);
        const name = this.target(type);
        if (scope.declared?.includes(name)) return this.emit('pass');
        if (r.chance(0.2))
          (this.bound.pop(),
            this.emit(`${name}: ${r.pick(['int', '"str"', 'list[int]', 'undefined_name'])}`));
        else {
          this.emit(
            `${name}: ${r.pick(['int', '"str"', 'list[int]', 'undefined.name', '1 / 0'])} = ${value}`,
          );
          if (r.chance(this.loops ? 0.9 : 0.25)) this.emit(`${name} = cut(${name})`);
        }
        return;
      }
      case 14: {
        const own = [...scope.vars.keys()].filter((n) => /^[a-hk]\d+$/.test(n));
        if (!own.length || !r.chance(0.3)) return this.simple();
        this.emit(`del ${r.pick(own)}`);
        return;
      }
      case 15: {
        const c = r.pick(['list', 'dict', 'set', 'bytearray']);
        const vars = this.variables(c);
        if (!vars.length) return this.simple();
        const v = r.pick(vars);
        const e = (t = 'any') => this.expr(t, 2);
        const call = {
          list: () =>
            r.pick([
              `append(${e()})`,
              `extend(${e(r.pick(['list', 'str', 'range']))})`,
              `insert(${e('int')}, ${e()})`,
              `pop()`,
              `pop(${e('int')})`,
              `remove(${e()})`,
              'sort()',
              'sort(key=str, reverse=True)',
              'reverse()',
              'clear()',
              'copy()',
            ]),
          dict: () =>
            r.pick([
              `update(${e('dict')})`,
              `setdefault(${e('str')}, ${e()})`,
              `pop(${e('str')}, ${e()})`,
              'popitem()',
              `get(${e()})`,
              `update(z=${e()})`,
              `pop(${e('str')})`,
              'clear()',
            ]),
          set: () =>
            r.pick([
              `add(${e(r.pick(['int', 'str', 'any']))})`,
              `discard(${e('int')})`,
              `remove(${e('int')})`,
              `update(${e('list')})`,
              `intersection_update(${e('set')})`,
              `__ior__(${e('set')})`,
            ]),
          bytearray: () =>
            r.pick([
              `append(${e('int')})`,
              `extend(${e('bytes')})`,
              'pop()',
              `insert(0, ${e('int')})`,
              'reverse()',
              `remove(${e('int')})`,
            ]),
        }[c]();
        this.emit(r.chance(0.5) ? `show(${v}.${call})` : `${v}.${call}`);
        if (this.loops)
          this.emit(
            `del ${v}[20:]`.replace(/.*/, (t) =>
              c === 'list' || c === 'bytearray' ? t : `len(${v}) > 30 and ${v}.clear()`,
            ),
          );
        return;
      }
      case 16:
        if (!r.chance(0.4)) return this.simple();
        this.emit(
          `assert ${this.expr('any', 2)}${r.chance(0.5) ? `, ${this.expr('any', 1)}` : ''}`,
        );
        return;
      case 17:
        if (!r.chance(0.35)) return this.simple();
        this.emit(
          r.pick([
            () => `raise ${r.pick(exceptions.slice(0, 10))}(${this.expr('any', 1)})`,
            () => `raise ${r.pick(exceptions)}`,
            () =>
              `raise ${r.pick(exceptions.slice(0, 10))}(${this.expr('any', 1)}) from ${r.pick(['None', "OSError('gone')", 'KeyError', this.expr('any', 0)])}`,
            () =>
              `raise ExceptionGroup('group', [ValueError(1), TypeError(${this.expr('any', 1)}), ExceptionGroup('inner', [KeyError(2)])])`,
            () => (this.inExcept ? 'raise' : 'raise ValueError'),
            () => `raise ${this.expr('any', 1)}`,
          ])(),
        );
        return;
      case 18:
        if (this.loops && r.chance(0.6))
          return this.emit(`if ${this.expr('bool', 2)}: ${r.pick(['break', 'continue'])}`);
        return this.simple();
      case 19:
        if (this.function && !this.noReturn && r.chance(0.4)) {
          if (this.function.async && this.function.generator) return this.emit('return');
          if (r.chance(0.6))
            return this.emit(`if ${this.expr('bool', 2)}: return ${this.expr('any', 2)}`);
          return this.emit(
            r.pick([
              `return ${this.expr('any', 2)}`,
              `return ${this.expr('any', 1)}, *${this.expr('list', 1)}`,
              'return',
            ]),
          );
        }
        return this.simple();
      case 20:
      case 21:
        if (this.canYield()) {
          const f = this.function;
          const gens = this.callable('generator');
          const agens = f.async ? [] : gens;
          const value =
            r.chance(0.3) && !f.async
              ? `yield from ${agens.length && r.chance(0.6) ? this.call(r.pick(agens), 1) : this.expr(r.pick(['list', 'range', 'str', 'tuple']), 2)}`
              : `yield ${r.pick([() => this.expr('any', 2), () => `${this.expr('int', 1)}, *${this.expr('list', 1)}`, () => ''])()}`.trimEnd();
          if (r.chance(0.5)) return this.emit(value);
          return this.emit(`${this.target('any')} = ${value}`);
        }
        if (this.canAwait())
          return this.emit(`${this.target('any')} = await Wait(${this.expr('any', 1)})`);
        return this.simple();
      case 22: {
        const objects = this.variables('object');
        if (!objects.length) return this.simple();
        const o = r.pick(objects);
        this.emit(
          r.pick([
            () => `${o}.${r.pick(['x', 'y', 'v', 'p1', 'd', 'new'])} = ${this.expr('any', 2)}`,
            () => `del ${o}.${r.pick(['x', 'v', 'p1', 'd'])}`,
            () => `show(${o}.${r.pick(['m1', 'm2', 'cm', 'sm'])}(${this.expr('any', 1)}))`,
            () => `show(${o}[${this.expr('any', 1)}])`,
            () => `${o}[${this.expr('any', 1)}] = ${this.expr('any', 1)}`,
            () => `del ${o}[${this.subscript(0)}]`,
            () =>
              `show(${o} ${r.pick(['+', '-', '*', '<', '==', '@', '//', '&', '<=', '!='])} ${this.expr('any', 1)})`,
            () =>
              `show(${this.expr('int', 1)} ${r.pick(['+', '-', '*', '>', '==', '@', '%', '|'])} ${o})`,
            () => `show(-${o}, len(${o}))`,
            () => `show(f'{${o}:>10}|{${o}!r}', str(${o}))`,
            () => `show(hash(${o}) == hash(${o}), bool(${o}), ${this.expr('any', 0)} in ${o})`,
            () => `show(${o}(${this.expr('any', 1)}))`,
            () => `show([*itertools.islice(${o}, 5)])`,
            () => `${o} += ${this.expr('any', 1)}`,
            () => `show(${o}.x, ${o}.missing)`,
            () => `show(int(${o}), round(${o}, 1), ${o}.__class__.__mro__)`,
          ])(),
        );
        return;
      }
      case 23: {
        if (scope.kind !== 'module' && r.chance(0.5)) return this.simple();
        this.emit(
          r.pick([
            () =>
              `import ${r.pick(['math', 'os.path', 'math as m_', 'nonexistent_module', 'collections.abc as abc_'])}`,
            () =>
              `from ${r.pick(['math import pi, floor as fl', 'collections import (Counter, deque as dq)', 'math import no_such', 'itertools import chain'])}`,
            () => `show(sorted(x for x in locals() if len(x) == 2))`,
            () => `exec(${JSON.stringify(`show(${this.literal('int')})`)})`,
            () =>
              `type A${r.below(3)}${r.pick(['', '[T]', '[T: int, *U, **P]', '[T = int]'])} = ${r.pick(['list[int]', 'T', 'undefined_type', 'tuple[T, ...]'])}`,
            () => `show(A${r.below(3)}.__value__)`,
          ])(),
        );
        return;
      }
      case 24: {
        const gens = this.callable('generator');
        if (!gens.length) return this.simple();
        const steps = r.many(r.between(1, 5), () =>
          r.pick([
            "('__next__',)",
            `('send', ${this.atom('any' === 0 ? 'int' : this.type())})`,
            "('close',)",
            "('throw', ValueError('thrown'))",
            "('throw', KeyError)",
            "('send', None)",
            "('throw', GeneratorExit)",
          ]),
        );
        this.emit(
          r.pick([
            () => `drive(${this.call(r.pick(gens), 1)}, ${steps.join(', ')})`,
            () => `show(list(itertools.islice(${this.call(r.pick(gens), 1)}, 9)))`,
            () => `show(*${this.call(r.pick(gens), 1)})`,
          ])(),
        );
        return;
      }
      default: {
        const fs = this.callable('async');
        if (!fs.length || this.function?.async) return this.emit(`show(${this.anyExpr(3)})`);
        this.emit(`show(run(${this.call(r.pick(fs), 1)}))`);
      }
    }
  }

  compound(depth) {
    const { r, scope } = this;
    switch (r.below(15)) {
      case 0:
      case 1: {
        this.block(`if ${this.expr('bool', 3)}:`, () => this.body(3, depth));
        while (r.chance(0.25))
          this.block(`elif ${this.expr(r.pick(['bool', 'any']), 2)}:`, () => this.body(2, depth));
        if (r.chance(0.5)) this.block('else:', () => this.body(2, depth));
        return;
      }
      case 2:
      case 3: {
        let head;
        const isAsync = this.canAwait() && r.chance(0.4);
        const type = r.pick(['int', 'str', 'any']);
        const iterable = isAsync ? this.asyncIterable() : this.iterable(type, 2);
        const t = this.target(type);
        if (!isAsync && r.chance(0.2))
          head = `for ${t}, ${r.pick(['', '*'])}${this.target('any')} in ${this.expr('list', 2)}:`;
        else head = `${isAsync ? 'async ' : ''}for ${t} in ${iterable}:`;
        this.settle();
        this.loop(head, depth);
        return;
      }
      case 4: {
        const counter = this.fresh('_i');
        this.emit(`${counter} = 0`);
        this.block(
          `while (${counter} := ${counter} + 1) < ${r.between(2, 6)} and ${this.paren(this.expr('bool', 2))}:`,
          () => {
            this.inLoop(() => this.body(3, depth));
          },
        );
        if (r.chance(0.3)) this.block('else:', () => this.body(2, depth));
        return;
      }
      case 5:
      case 6:
      case 7:
        return this.tryStatement(depth);
      case 8: {
        const isAsync = this.canAwait() && r.chance(0.4);
        const items = r.many(r.pick([1, 1, 2]), () => {
          const cm = r.pick([
            `CM('${this.fresh('m')}'${r.pick(['', '', ', True', ", fail='enter'", ", fail='exit'", ', swallow=' + this.atom('bool')])})`,
            ...(isAsync
              ? []
              : [
                  'contextlib.suppress(ValueError, TypeError)',
                  `contextlib.nullcontext(${this.expr('any', 1)})`,
                  this.expr('any', 1),
                ]),
          ]);
          return r.chance(0.5) ? `${cm} as ${this.target('any')}` : cm;
        });
        const text = r.chance(0.3) ? `(${items.join(', ')}${r.pick([',', ''])})` : items.join(', ');
        this.settle();
        this.block(`${isAsync ? 'async ' : ''}with ${text}:`, () => this.body(3, depth));
        return;
      }
      case 9:
      case 10:
        if ((this.level ?? 0) > 3) return this.simple();
        return this.functionStatement(depth);
      case 11:
        if ((this.level ?? 0) > 2) return this.simple();
        return this.classStatement(depth);
      case 12:
      case 13:
        return this.matchStatement(depth);
      default: {
        // All of it at once, and what came of it told.
        this.block('try:', () => this.body(4, depth));
        this.block(`except Exception as ${this.r.pick(['e', 'err'])}_:`, () =>
          this.emit(`report(${this.lines.at(-1).match(/as (\w+):/)[1]})`),
        );
        void scope;
      }
    }
  }

  asyncIterable() {
    const agens = this.callable('asyncgen');
    return agens.length && this.r.chance(0.5)
      ? this.call(this.r.pick(agens), 1)
      : `AIter(${this.r.below(4)})`;
  }
  loop(head, depth) {
    this.block(head, () => {
      this.emit('tick()');
      this.inLoop(() => this.body(3, depth));
    });
    if (this.r.chance(0.3)) this.block('else:', () => this.body(2, depth));
  }
  /** What f emits while these properties are so. */
  within(state, f) {
    const saved = Object.fromEntries(Object.keys(state).map((name) => [name, this[name]]));
    Object.assign(this, state);
    const result = f();
    Object.assign(this, saved);
    return result;
  }
  inLoop(f) {
    this.within({ loops: (this.loops ?? 0) + 1 }, f);
  }
  /** Where nothing may jump out or return. */
  closed(f) {
    this.within({ loops: 0, noReturn: true }, f);
  }

  tryStatement(depth) {
    const { r } = this;
    const star = r.chance(0.25);
    this.block('try:', () => {
      this.body(3, depth);
      if (star && r.chance(0.7))
        this.emit(
          `raise ExceptionGroup('eg', [ValueError(${this.expr('any', 1)}), ${r.pick(["KeyError('k')", 'TypeError()', "ExceptionGroup('in', [ValueError(9), OSError(1)])"])}])`,
        );
    });
    const handlers = r.below(3) + (star ? 1 : 0);
    const handle = () => {
      for (let i = 0; i < handlers; i++) {
        const types = r.pick([
          r.pick(exceptions),
          `(${r.pick(exceptions)}, ${r.pick(exceptions)})`,
          'Exception',
          'Exception',
        ]);
        const name = r.chance(0.6) ? this.fresh('e') : '';
        const unbracketed = !name && types.startsWith('(') && r.chance(0.4);
        if (!star && i === handlers - 1 && r.chance(0.1)) {
          this.block('except:', () => this.body(2, depth));
          break;
        }
        this.block(
          `except${star ? '*' : ''} ${unbracketed ? types.slice(1, -1) : types}${name && ` as ${name}`}:`,
          () => {
            if (name) {
              if (r.chance(0.3)) this.emit(`${name}.add_note('note ${i}')`);
              this.emit(`report(${name})`);
            }
            this.body(2, depth);
          },
        );
      }
    };
    this.within({ inExcept: true }, () => (star ? this.closed(handle) : handle()));
    if (handlers && r.chance(0.3)) this.block('else:', () => this.body(2, depth));
    if (!handlers || r.chance(0.35)) {
      this.block('finally:', () => {
        this.emit(`print('finally', ${this.fresh('').replace(/\D/g, '')})`);
        // Leaving a finally block is a SyntaxWarning, and legal.
        if (r.chance(0.15)) this.body(2, depth);
        else this.closed(() => this.body(2, depth));
      });
    }
  }

  matchStatement(depth) {
    const { r } = this;
    const subject = r.pick([
      () => this.expr('any', 2),
      () => this.expr('any', 2),
      () => `${this.expr('any', 1)}, ${this.expr('any', 1)}`,
      () => this.expr(r.pick(['list', 'dict', 'tuple', 'object']), 2),
      () => `Point(${this.expr('int', 1)}, ${this.expr('any', 1)})`,
    ])();
    this.block(`match ${subject}:`, () => {
      const n = r.between(1, 4);
      for (let i = 0; i < n; i++) {
        this.captures = new Set();
        const pattern = this.pattern(2, i < n - 1);
        const names = [...this.captures];
        for (const name of names) this.scope.vars.set(name, 'any');
        const irrefutable = /^(\(?\w+\)?|.* as \w+)$/.test(pattern) && !/\d/.test(pattern[0]);
        const guard =
          r.chance(0.25) || (irrefutable && i < n - 1) ? ` if ${this.expr('bool', 2)}` : '';
        this.block(`case ${pattern}${guard}:`, () => {
          if (names.length) this.emit(`show(${names.join(', ')})`);
          this.body(2, depth);
        });
      }
    });
  }
  capture() {
    const name = this.fresh('t');
    this.captures.add(name);
    return name;
  }
  pattern(depth, refutable = false) {
    const { r } = this;
    const sub = () => this.pattern(depth - 1);
    const simple = [
      () =>
        r.pick([
          '0',
          '1',
          '-1',
          '2.5',
          "'a'",
          "'abc' 'd'",
          'None',
          'True',
          "b'x'",
          '1 + 2j',
          '-3',
          '-0.5 - 1j',
        ]),
      () => r.pick(['Color.RED', 'math.pi', 'Color.GREEN']),
      () =>
        `${r.pick(['int', 'str', 'float', 'bool', 'bytes', 'list', 'tuple', 'dict'])}(${r.chance(0.5) ? this.capture() : ''})`,
      () => (refutable ? '1' : this.capture()),
      () => (refutable ? "''" : '_'),
    ];
    if (depth <= 0) return r.pick(simple)();
    return r.pick([
      ...simple,
      () => `[${this.itemPatterns(sub).join(', ')}]`,
      () => {
        const items = this.itemPatterns(sub);
        if (r.chance(0.4) && !items.some((text) => text.startsWith('*'))) items.push('*_');
        return `(${items.map((text) => `${text},`).join(' ')})`;
      },
      () =>
        `{${r.pick([
          () => `'a': ${sub()}`,
          () => `1: ${sub()}, **${this.capture()}`,
          () => '',
          () => `'k': ${sub()}, 'j': ${sub()}`,
          () => `Color.RED: ${sub()}`,
          () => `**${this.capture()}`,
        ])()}}`,
      () =>
        `Point(${r.pick([() => sub(), () => `${sub()}, ${sub()}`, () => `x=${sub()}`, () => `${sub()}, y=${sub()}`, () => `x=${sub()}, nope=${sub()}`])()})`,
      () =>
        `${r.pick(['1', "'a'", 'None', 'int()', '[1, *_]'])} | ${r.pick(['2', "'b'", 'str()', '{"a": _}', 'Point()'])}`,
      () => {
        const p = this.pattern(depth - 1, true);
        return `(${p}) as ${this.capture()}`;
      },
    ])();
  }
  itemPatterns(sub) {
    const { r } = this;
    const items = r.many(r.below(4), () => sub());
    if (r.chance(0.4))
      items.splice(r.below(items.length + 1), 0, `*${r.chance(0.6) ? this.capture() : '_'}`);
    return items;
  }

  // --- definitions ------------------------------------------------------------------------------------
  parameters() {
    const { r } = this;
    const params = [];
    const text = [];
    const one = (kind, optional) => {
      const p = {
        name: this.fresh('p'),
        kind,
        optional,
        type: r.pick(['int', 'str', 'any', 'list', 'int', 'float']),
      };
      params.push(p);
      const annotation = r.chance(0.15)
        ? `: ${r.pick(['int', '"forward"', 'list[T]', 'undefined'])}`
        : '';
      text.push(`${p.name}${annotation}${optional ? `=${this.expr(p.type, 1)}` : ''}`);
    };
    let optional = false;
    if (r.chance(0.2)) {
      for (let i = r.between(1, 2); i > 0; i--) one('posonly', (optional ||= r.chance(0.2)));
      text.push('/');
    }
    for (let i = r.below(3); i > 0; i--) one('normal', (optional ||= r.chance(0.3)));
    const star = r.chance(0.25) ? this.fresh('args') : '';
    if (star || r.chance(0.15)) {
      if (star) text.push(`*${star}`);
      else text.push('*');
      const n = r.below(3);
      if (!star && !n) one('kwonly', r.chance(0.5));
      if (!star)
        (text.splice(text.lastIndexOf('*'), 1), text.splice(text.length - (n ? 0 : 1), 0, '*'));
      for (let i = n; i > 0; i--) one('kwonly', r.chance(0.5));
    }
    const kwargs = r.chance(0.2) ? this.fresh('kw') : '';
    if (kwargs) text.push(`**${kwargs}`);
    return { params, text, star, kwargs };
  }

  functionStatement(depth, { method = '', name = this.fresh('f'), decorators = [], params } = {}) {
    const { r } = this;
    const sig = params ?? this.parameters();
    const isAsync = !method && r.chance(0.2);
    const generator = !method && r.chance(0.25);
    const kind = isAsync
      ? generator
        ? 'asyncgen'
        : 'async'
      : generator
        ? 'generator'
        : 'function';
    if (!method && r.chance(0.2))
      decorators = [
        r.pick(
          kind === 'function'
            ? ['same', 'traced', 'deco(1)', 'functools.cache', '(lambda f: f)']
            : ['same', "deco('d')"],
        ),
      ];
    for (const d of decorators) this.emit(`@${d}`);
    const typeParams = r.chance(0.08)
      ? r.pick(['[T]', '[T: int]', '[T = str]', '[*T]', '[**T]', '[T: (int, str), U]'])
      : '';
    const returns = r.chance(0.1) ? ` -> ${r.pick(['int', 'undefined', '"x"', 'None'])}` : '';
    const outer = this.scopes.filter((s) => s.kind === 'function');
    const scope = {
      kind: 'function',
      vars: new Map(),
      functions: [],
      classes: [],
      async: isAsync,
      generator,
      frozen: new Set(),
      declared: [],
    };
    if (method) (scope.vars.set(method, 'object'), scope.frozen.add(method));
    for (const p of sig.params) scope.vars.set(p.name, p.type);
    if (sig.star) scope.vars.set(sig.star, 'tuple');
    if (sig.kwargs) scope.vars.set(sig.kwargs, 'dict');
    const fresh = {
      loops: 0,
      noReturn: false,
      inExcept: false,
      level: (this.level ?? 0) + 1,
      noYield: 0,
      noAwait: 0,
      noWalrus: 0,
      bound: [],
    };
    const text = (method ? [method] : []).concat(sig.text).join(', ');
    const body = () => {
      if (r.chance(0.1)) this.emit(`"""doc of ${name}"""`);
      const globals = [...this.scopes[0].vars.keys()].filter((n) => /^g\d+$/.test(n));
      if (globals.length && r.chance(0.25)) {
        const n = r.pick(globals);
        this.emit(`global ${n}`);
        scope.declared.push(n);
      }
      const enclosing = outer.flatMap((s) =>
        [...s.vars.keys()].filter((n) => /^[a-h]\d+$|^p\d+$/.test(n) && !s.declared.includes(n)),
      );
      if (enclosing.length && r.chance(0.4)) {
        const n = r.pick(enclosing);
        if (!scope.declared.includes(n) && !scope.vars.has(n)) {
          this.emit(`nonlocal ${n}`);
          scope.declared.push(n);
        }
      }
      this.scopes.push(scope);
      this.emit('tick()');
      this.body(5, Math.min(depth, 3));
      if (generator && !scope.yielded) this.emit(`yield ${this.expr('any', 2)}`);
      if (!generator && r.chance(0.7)) this.emit(`return ${this.expr('any', 3)}`);
      this.settle();
      this.scopes.pop();
    };
    const head = `${isAsync ? 'async ' : ''}def ${name}${typeParams}(${text})${returns}:`;
    this.within(fresh, () => this.block(head, body));
    const f = { name, kind, ...sig };
    if (!method && this.scope.functions) this.scope.functions.push(f);
    return f;
  }

  classStatement(depth) {
    const { r } = this;
    const name = this.fresh('C');
    const known = this.scopes.flatMap((s) => s.classes ?? []);
    let bases = [];
    let base = '';
    if (known.length && r.chance(0.45)) {
      const b = r.pick(known);
      bases.push(b.name);
      base = b.base;
      if (known.length > 1 && r.chance(0.2)) {
        const other = r.pick(known);
        if (other !== b) bases.push(other.name);
      }
    } else if (r.chance(0.3)) {
      base = r.pick(['int', 'str', 'list', 'dict', 'Exception', 'tuple', 'float', 'set']);
      bases = [base];
    }
    const keywords = [];
    if (!base && !known.some((c) => bases.includes(c.name)) && r.chance(0.12))
      keywords.push('metaclass=Meta', ...(r.chance(0.3) ? ['extra=1'] : []));
    const decorators =
      r.chance(0.12) && !bases.length
        ? [
            r.pick([
              'dataclasses.dataclass',
              'dataclasses.dataclass(order=True)',
              'same',
              'functools.total_ordering',
            ]),
          ]
        : [];
    for (const d of decorators) this.emit(`@${d}`);
    const generic = r.chance(0.07) ? r.pick(['[T]', '[T, U = int]']) : '';
    const scope = { kind: 'class', vars: new Map(), functions: [], classes: [], declared: [] };
    const heads = [...bases, ...keywords];
    const fresh = { loops: 0, noReturn: true, bound: [], level: (this.level ?? 0) + 1 };
    const body = () => {
      this.scopes.push(scope);
      const slots = !bases.length && r.chance(0.12);
      if (slots)
        this.emit(`__slots__ = ('v', 'x'${r.pick(['', ", '__dict__'", ", '__weakref__'"])})`);
      if (decorators[0]?.startsWith('dataclasses')) {
        this.emit('v: int');
        this.emit(`x: object = ${this.literal('str')}`);
      } else if (!base && r.chance(0.85)) {
        this.block(`def __init__(self, v=0${r.pick(['', '', ', *a'])}):`, () => {
          if (bases.length && r.chance(0.6)) this.emit('super().__init__(v)');
          this.emit('self.v = v');
          if (r.chance(0.5)) this.emit(`self.x = ${this.literal('int')}`);
        });
      }
      if (r.chance(0.2)) this.emit('d = Desc()');
      if (r.chance(0.15)) this.emit("__match_args__ = ('v', 'x')");
      if (r.chance(0.4)) this.body(2, Math.min(1, depth));
      const has = () => 'getattr(self, "v", 0)';
      const e = () => {
        const own = {
          kind: 'function',
          vars: new Map([
            ['self', 'object'],
            ['other', 'any'],
          ]),
          frozen: new Set(['self']),
          declared: [],
        };
        return this.inScope(own, () => this.expr(r.pick(['int', 'str', 'any']), 1));
      };
      const dunders = r
        .shuffle([
          () => [`def __repr__(self):`, `return f'${name}({${has()}!r})'`],
          () => [`def __str__(self):`, `return 'str ${name}'`],
          () => [
            `def __eq__(self, other):`,
            r.pick([
              `return ${has()} == getattr(other, 'v', other)`,
              'return NotImplemented',
              'return super().__eq__(other)',
            ]),
          ],
          () => [
            `def __lt__(self, other):`,
            r.pick([`return ${has()} < getattr(other, 'v', other)`, 'return NotImplemented']),
          ],
          () => [
            `def __hash__(self):`,
            r.pick([
              'return 7',
              'return -1',
              `return hash(type(${has()}).__name__)`,
              "return 'x'",
              'return 2**70',
            ]),
          ],
          () => [
            `def __${r.pick(['', 'r', 'i'])}${r.pick(['add', 'sub', 'mul', 'matmul', 'floordiv', 'and', 'or', 'mod', 'truediv'])}__(self, other):`,
            `print('op', canon(other)); return ${r.pick(['NotImplemented', 'self', e(), `${has()} + 1`])}`,
          ],
          () => [
            `def __${r.pick(['add', 'radd', 'sub', 'rsub', 'rmul'])}__(self, other):`,
            `return ('op', ${has()}, type(other).__name__)`,
          ],
          () => [`def __len__(self):`, `return ${r.pick(['3', '0', '-1', "'x'", has()])}`],
          () => [`def __bool__(self):`, `return ${r.pick(['True', 'False', '1', 'None'])}`],
          () => [
            `def __getitem__(self, key):`,
            r.pick([
              `tick(); return key`,
              `if isinstance(key, int) and key > 3: raise IndexError(key)\n${'    '.repeat(this.indent + 1)}return ('item', key)`,
            ]),
          ],
          () => [
            `def __setitem__(self, key, value):`,
            `print('setitem', canon(key), canon(value))`,
          ],
          () => [`def __delitem__(self, key):`, `print('delitem', canon(key))`],
          () => [`def __contains__(self, x):`, `return ${e()}`],
          () => [
            `def __iter__(self):`,
            r.pick(['yield from range(3)', 'return iter("abc")', 'return 5', `yield ${e()}`]),
          ],
          () => [`def __call__(self, *args, **kw):`, `return ('called', args, kw)`],
          () => [
            `def __getattr__(self, name):`,
            r.pick([
              `if name.startswith('__') or name == 'v': raise AttributeError(name)\n${'    '.repeat(this.indent + 1)}return 'dyn ' + name`,
              'raise AttributeError(name)',
            ]),
          ],
          () => [`def __neg__(self):`, `return ${e()}`],
          () => [`def __int__(self):`, `return ${r.pick(['5', "'x'", 'True', has()])}`],
          () => [`def __index__(self):`, `return ${r.pick(['2', '0', 'None'])}`],
          () => [`def __format__(self, spec):`, `return ${r.pick(["'fmt ' + spec", 'spec', '3'])}`],
          () => [`def __enter__(self):`, `print('in'); return self`],
          () => [
            `def __exit__(self, *exc):`,
            `print('out', exc[0]); return ${r.pick(['True', 'False', 'None'])}`,
          ],
          () => [`def __del__(self):`, `print('del ${name}')`],
          () => [
            `def __init_subclass__(cls, **kw):`,
            `print('subclass', cls.__name__, sorted(kw)); super().__init_subclass__(**kw)`,
          ],
          () => [
            `def __new__(cls, *args):`,
            `print('new', len(args)); return super().__new__(cls${base && base !== 'Exception' ? ', *args' : ''})`,
          ],
          () => [`def __round__(self, n=None):`, `return n`],
          () => [
            `@classmethod\n${'    '.repeat(this.indent)}def cm(cls, *a):`,
            `return cls.__name__, a`,
          ],
          () => [`@staticmethod\n${'    '.repeat(this.indent)}def sm(*a):`, `return len(a)`],
          () => [`@property\n${'    '.repeat(this.indent)}def p1(self):`, `return ${e()}`],
          () => [
            `@functools.cached_property\n${'    '.repeat(this.indent)}def p2(self):`,
            `print('computed'); return 1`,
          ],
          () => [`def __class_getitem__(cls, item):`, `return (cls.__name__, item)`],
          () => [
            `def __setattr__(self, name, value):`,
            `print('setattr', name); super().__setattr__(name, value)`,
          ],
          () => [
            `def __delattr__(self, name):`,
            `print('delattr', name); super().__delattr__(name)`,
          ],
          () => [`def __missing__(self, key):`, `return ('missing', key)`],
          () => [`def __reversed__(self):`, `return iter([3, 2])`],
          () => [`def __divmod__(self, other):`, `return 1, 2`],
          () => [`def __pow__(self, other, mod=None):`, `return ('pow', mod)`],
        ])
        .slice(0, r.between(1, 7));
      for (const d of dunders) {
        const [head, text] = d();
        if (/def __(setattr|getattr)__/.test(head) && slots) continue;
        const lines = head.split('\n');
        for (const l of lines.slice(0, -1)) this.emit(l.trim());
        this.block(lines.at(-1).trim(), () => this.emit(text));
      }
      for (let i = r.below(3); i > 0; i--) {
        this.functionStatement(Math.min(depth, 1), {
          method: 'self',
          name: r.pick(['m1', 'm2']),
          params: r.chance(0.7) ? { params: [], text: ['q=0'], star: '', kwargs: '' } : undefined,
        });
        if (bases.length && r.chance(0.4)) {
          this.block(`def m3(self, *a):`, () =>
            this.emit(
              `return ${r.pick(['super().m1(*a)', 'super(__class__, self).m2()', 'super().__repr__()', 'super().missing'])}`,
            ),
          );
        }
      }
      this.settle();
      this.scopes.pop();
    };
    const head = `class ${name}${generic}${heads.length ? `(${heads.join(', ')})` : r.pick(['', '()'])}:`;
    this.within(fresh, () => this.block(head, body));
    (this.scope.classes ??= []).push({ name, base });
    // Try it.
    const o = this.fresh('o');
    this.emit(`${o} = ${this.make({ name, base }, 2)}`);
    this.scope.vars.set(o, 'object');
    this.emit(
      r.pick([
        `show(${o})`,
        `show(${o}, ${name}.__mro__)`,
        `show(${o}.__dict__)`,
        `show(type(${o}).__name__, [n for n in vars(${name}) if n[:1] != '_'])`,
      ]),
    );
  }

  // --- the program --------------------------------------------------------------------------------------
  program() {
    const { r } = this;
    this.scopes = [{ kind: 'module', vars: new Map(), functions: [], classes: [], declared: [] }];
    if (r.chance(0.05)) this.emit('from __future__ import annotations');
    const chunks = this.small ? r.between(2, 4) : r.between(4, 9);
    for (let i = 0; i < chunks; i++) {
      const guarded = r.chance(0.75) && i !== chunks - 1;
      const n = r.between(1, 5);
      const some = () => {
        for (let k = 0; k < n; k++) {
          if (r.chance(0.2)) {
            this.functionStatement(3);
            const f = this.scope.functions.at(-1);
            const call = this.call(f, 2);
            this.emit(
              {
                function: `show(${call})`,
                generator: `show(list(itertools.islice(${call}, 12)))`,
                async: `show(run(${call}))`,
                asyncgen: `show(run(AGen(${call})))`,
              }[f.kind].replace(/run\(AGen\((.*)\)\)\)$/s, 'run(collect($1)))'),
            );
          } else if (r.chance(0.15)) this.classStatement(2);
          else if (r.chance(this.small ? 0.07 : 0.15)) this.feature();
          else this.statement(3);
        }
      };
      if (guarded) {
        this.block('try:', some);
        this.block('except Exception as e_:', () =>
          this.emit(r.pick(['report(e_)', 'report(e_)', 'print(traceback.format_exc())'])),
        );
      } else some();
    }
    this.emit(`show({k: v for k, v in globals().items() if k[:1] == 'g' and k[1:].isdigit()})`);
    return `${this.lines.join('\n')}\n`;
  }
}

/** The program of a seed. */
export function generate(seed) {
  return new Program(new Random(seed)).program();
}

/** The same with fewer statements. */
export function generateSmall(seed) {
  const program = new Program(new Random(seed));
  program.small = true;
  return program.program();
}

if (import.meta.url === `file://${process.argv[1]}`)
  process.stdout.write(generate(process.argv[2] ?? '1'));
