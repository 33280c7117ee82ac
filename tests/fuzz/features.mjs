// Set pieces of random programs: what statements drawn one by one seldom add up to. Functions too large for
// short arguments, hierarchies of classes, coroutines side by side, groups of exceptions, code objects changed
// and written, long integers, text of many scripts, formats by their grammar.
import { Expressions } from './expressions.mjs';

// Ranges of characters: Latin, combining, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Hangul, CJK, fullwidth,
// mathematical, emoji, special cases of case mapping, white space and digits.
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x100, 0x17f],
  [0x300, 0x30f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x5d0, 0x5ea],
  [0x660, 0x669],
  [0x900, 0x94d],
  [0xe01, 0xe3a],
  [0x1c90, 0x1cbf],
  [0x1e9e, 0x1e9e],
  [0x1f80, 0x1fff],
  [0x2000, 0x200a],
  [0x2160, 0x2188],
  [0x2c60, 0x2c7f],
  [0xa640, 0xa66d],
  [0xac00, 0xac20],
  [0x4e00, 0x4e20],
  [0xfb00, 0xfb17],
  [0xff10, 0xff5a],
  [0x10400, 0x1044f],
  [0x1d400, 0x1d7ff],
  [0x1f600, 0x1f64f],
];
const textMethods = [
  'upper()',
  'lower()',
  'title()',
  'swapcase()',
  'casefold()',
  'capitalize()',
  'split()',
  'splitlines(True)',
  'strip()',
  'isalpha()',
  'isnumeric()',
  'isdecimal()',
  'isdigit()',
  'isidentifier()',
  'isprintable()',
  'isupper()',
  'istitle()',
  'isspace()',
  "encode('utf-16')",
  "encode('latin-1', 'xmlcharrefreplace')",
  "encode('ascii', 'namereplace')",
  "encode('ascii', 'backslashreplace')",
  "encode('utf-8').decode('utf-8')",
  "encode('utf-8')[1:].decode('utf-8', 'replace')",
  'center(12, "·")',
  'expandtabs(3)',
];

export class Features extends Expressions {
  /** A literal of random characters; never a quote or a backslash. */
  text(most = 8) {
    const { r } = this;
    const chars = r.many(r.below(most + 1), () => {
      const [low, high] = r.pick(ranges);
      return String.fromCodePoint(r.between(low, high));
    });
    return `'${chars.join('').replace(/['"\\{}\n]/g, '_')}'`;
  }
  bigInt() {
    const { r } = this;
    const digits = r.many(r.pick([10, 30, 80, 300, 900]), () => r.below(10)).join('');
    return `${r.chance(0.3) ? '-' : ''}${r.between(1, 9)}${digits}`;
  }
  formatSpec(type) {
    const { r } = this;
    const align = r.chance(0.4) ? r.pick(['<', '>', '^', '=', '*<', '日^', '0=']) : '';
    const width = r.chance(0.5) ? r.pick(['0', '']) + r.below(25) : '';
    const grouping = r.chance(0.3) ? r.pick([',', '_']) : '';
    const precision =
      type !== 'int' && r.chance(0.5) ? `.${r.below(20)}${r.chance(0.1) ? ',' : ''}` : '';
    const kind = r.pick(
      { int: [...'bcdoxXneEfg', ''], float: [...'eEfFgGn%', ''], str: ['s', ''] }[type],
    );
    const sign = type === 'str' ? '' : r.pick(['', '', '+', '-', ' ']);
    const flags = type === 'str' ? '' : r.pick(['', '', 'z', '#']);
    return `${align}${sign}${flags}${width}${grouping}${precision}${kind}`;
  }

  /** One of the set pieces. */
  feature() {
    const { r } = this;
    r.pick([
      () => this.formats(),
      () => this.integers(),
      () => this.texts(),
      () => this.hierarchy(),
      () => this.descriptors(),
      () => this.coroutines(),
      () => this.groups(),
      () => this.generators(),
      () => this.codeObjects(),
      () => this.closures(),
      () => this.templates(),
      ...(r.chance(0.35) ? [() => this.largeFunction()] : []),
    ])();
  }
  /** Each told by itself, what it raises too. */
  tries(lines) {
    for (const line of lines) {
      this.block('try:', () => this.emit(`show(${line})`));
      this.block('except Exception as e_:', () => this.emit('report(e_)'));
    }
  }

  formats() {
    const { r } = this;
    this.tries(
      r.many(r.between(2, 6), () => {
        const type = r.pick(['int', 'int', 'float', 'float', 'str']);
        const value =
          type === 'str'
            ? this.text()
            : type === 'int' && r.chance(0.4)
              ? this.bigInt()
              : this.literal(type);
        const spec = this.formatSpec(type);
        return r.pick([
          () => `format(${value}, '${spec}')`,
          () => `f'{${this.paren(value)}:${spec}}'`,
          () => `'{:${spec}}|{0!r}'.format(${value})`.replace('{0!r}', ''),
          () =>
            `'%${r.pick(['', '-', '0', '+', ' ', '#'])}${r.below(15)}${r.chance(0.5) ? `.${r.below(12)}` : ''}${r.pick([...'dxXoefgGrsac'])}' % (${value},)`,
        ])();
      }),
    );
  }

  integers() {
    const { r } = this;
    const [a, b] = [this.fresh('big'), this.fresh('big')];
    this.emit(`${a} = ${this.bigInt()}`);
    this.emit(`${b} = ${this.bigInt()}`);
    this.tries(
      r.many(r.between(2, 5), () =>
        r.pick([
          `divmod(${a}, ${b})`,
          `divmod(${b}, ${a} >> ${r.below(300)})`,
          `${a} * ${b} % ${this.bigInt()}`,
          `pow(${a}, ${r.below(70)}, abs(${b}))`,
          `pow(${a}, -1, abs(${b}) | 1)`,
          `str(${a} * ${a})[-40:]`,
          `int(str(${a})) == ${a}, int(hex(${b}), 16) == ${b}`,
          `(${a} ^ ${b}) & ~(${a} | ${b} >> ${r.below(99)})`,
          `math.isqrt(abs(${a})), math.gcd(${a}, ${b}), math.lcm(${a} >> 99, ${b} >> 99)`,
          `${a} // ${r.between(-9, 9)}, ${a} % ${r.between(-9, 9)}`,
          `${a} / ${b}, float(${a} >> ${r.below(2000)})`,
          `${a}.to_bytes(${r.below(200)}, '${r.pick(['big', 'little'])}', signed=${r.pick(['True', 'False'])})`,
          `int.from_bytes(bytes(range(${r.below(60)})), '${r.pick(['big', 'little'])}', signed=True)`,
          `hash(${a}), ${a}.bit_length(), ${b}.bit_count(), (-${a}) >> ${r.below(500)}`,
          `${a} < ${b}, ${a} == ${b} + 0.0, ${a} > 1e300, round(${a}, -${r.below(60)})`,
          `math.comb(${r.below(200)}, ${r.below(60)}), math.factorial(${r.below(70)})`,
        ]),
      ),
    );
  }

  texts() {
    const { r } = this;
    const s = this.fresh('text');
    this.emit(`${s} = ${this.text(20)}`);
    const t = () => this.text(2);
    this.tries(
      r.many(r.between(2, 6), () =>
        r.pick([
          () => `${s}.${r.pick(textMethods)}`,
          () => `${s}.${r.pick(textMethods)}`,
          () =>
            `${s}.${r.pick(['find', 'rfind', 'count', 'startswith', 'partition', 'rsplit', 'removeprefix', 'strip', 'index'])}(${t()})`,
          () => `${s}.replace(${t()}, ${t()}, ${r.between(-1, 3)})`,
          () =>
            `${s}[${this.subscript(0)}], ${s} < ${this.text()}, ${t()} in ${s}, ${s} * ${r.below(4)}`,
          () => `sorted(${s}), len(${s}), hash(${s}) == hash(''.join(list(${s})))`,
          () => `${s}.translate({ord(c): i % 3 and c.upper() or None for i, c in enumerate(${s})})`,
          () =>
            `re.findall(r'${r.pick(['\\w+', '\\W', '\\d', '[^\\x00-\\x7f]+', '(?i:\\w)\\b', '.(?=.)'])}', ${s})`,
          () => `repr(${s}), ascii(${s}), '%.3s|%-9s' % (${s}, ${s})`,
        ])(),
      ),
    );
  }

  hierarchy() {
    const { r } = this;
    const names = r.many(r.between(3, 6), () => this.fresh('H'));
    for (const [i, name] of names.entries()) {
      const bases = r.shuffle(names.slice(0, i)).slice(0, r.below(3));
      this.block('try:', () => {
        const keyword = r.chance(0.15) ? [`tag=${r.below(9)}`] : [];
        this.block(`class ${name}(${[...bases, ...keyword].join(', ')}):`, () => {
          if (r.chance(0.2))
            this.emit(`__slots__ = ${r.pick(['()', "('s',)", "('t', '__dict__')"])}`);
          if (r.chance(0.6))
            this.block('def __init__(self, *a, **k):', () => {
              this.emit(`print('init ${name}', a, sorted(k))`);
              if (r.chance(0.8))
                this.emit(`super().__init__(${r.pick(['', '*a[1:]', '*a, **k'])})`);
              if (r.chance(0.5)) this.emit(`self.${r.pick(['s', 't', 'u'])} = a`);
            });
          for (const method of ['go', 'say'])
            if (r.chance(0.6))
              this.block(
                `${r.chance(0.15) ? '@classmethod\n' + '    '.repeat(this.indent) : ''}def ${method}(self, *a):`,
                () =>
                  this.emit(
                    r.pick([
                      `return '${name}', *getattr(super(), '${method}', lambda *a: ('end',))(*a)`,
                      `return super().${method}(*a) if a else '${name}'`,
                      `return super(${r.pick(names.slice(0, i + 1))}, self).${method}()`,
                      `return __class__.__name__, type(self).__mro__.index(__class__) if not isinstance(self, type) else 0`,
                    ]),
                  ),
              );
          if (r.chance(0.2))
            this.block('def __init_subclass__(cls, tag=None, **k):', () => {
              this.emit(`print('subclass ${name}', cls.__name__, tag)`);
              this.emit('super().__init_subclass__(**k)');
            });
          if (r.chance(0.2))
            this.block('def __getattribute__(self, name):', () => {
              this.emit(`if name == 'odd': return '${name}'`);
              this.emit('return super().__getattribute__(name)');
            });
          if (r.chance(0.2))
            this.emit(
              `go = ${r.pick(['None', '5', 'property(lambda self: self.say)', 'staticmethod(len)'])}`,
            );
        });
      });
      this.block('except Exception as e_:', () => {
        this.emit('report(e_)');
        this.block(`class ${name}:`, () => this.emit('pass'));
      });
    }
    this.tries(
      r.many(4, () => {
        const name = r.pick(names);
        return r.pick([
          `[c.__name__ for c in ${name}.__mro__]`,
          `${name}(${r.pick(['', '1', '1, 2', 'k=1'])}).go()`,
          `${name}().say(${r.pick(['', '1', '1, 2'])})`,
          `${name}.go(${name}())`,
          `${name}().odd`,
          `isinstance(${name}(), ${r.pick(names)}), issubclass(${name}, ${r.pick(names)})`,
          `vars(${name}()).keys() if hasattr(${name}(), '__dict__') else 'slots'`,
          `setattr(${name}, 'go', lambda self: 'new'), ${name}().go()`,
          `[c.__name__ for c in ${name}.__subclasses__()]`,
          `setattr(o := ${name}(), '__class__', ${r.pick(names)}), type(o).__name__`,
        ]);
      }),
    );
  }

  descriptors() {
    const { r } = this;
    const [d, c] = [this.fresh('D'), this.fresh('U')];
    this.block(`class ${d}:`, () => {
      this.block('def __init__(self, f=None):', () => this.emit('self.f = f'));
      this.block('def __set_name__(self, owner, name):', () =>
        this.emit("print('named', owner.__name__, name)"),
      );
      this.block('def __get__(self, obj, owner=None):', () =>
        this.emit(
          r.pick([
            "return ('got', obj is None, owner.__name__)",
            'if obj is None: return self\n' + '    '.repeat(this.indent) + 'return self.f(obj)',
            "raise AttributeError('hidden')",
          ]),
        ),
      );
      if (r.chance(0.5))
        this.block('def __set__(self, obj, value):', () =>
          this.emit("obj.__dict__['x'] = ('set', value)"),
        );
      if (r.chance(0.3))
        this.block('def __delete__(self, obj):', () => this.emit("obj.__dict__.pop('x')"));
    });
    this.block(`class ${c}:`, () => {
      this.emit(`x = ${d}(len)`);
      this.emit(`@${d}`);
      this.block('def y(self):', () => this.emit(`return ${this.literal('int')}`));
      this.block('def __len__(self):', () => this.emit(`return ${r.below(4)}`));
      if (r.chance(0.4))
        this.block('def __getattr__(self, name):', () => this.emit("return 'dyn ' + name"));
      if (r.chance(0.3)) this.emit('z = functools.partialmethod(lambda self, *a: a, 1)');
    });
    const o = this.fresh('o');
    this.emit(`${o} = ${c}()`);
    this.tries(
      r.many(5, () =>
        r.pick([
          `type(${o}.x).__name__`,
          `${o}.x`,
          `${o}.y`,
          `${c}.y`.replace(/^/, 'type(') + ').__name__',
          `setattr(${o}, 'x', ${this.literal('int')}), ${o}.__dict__`,
          `delattr(${o}, 'x')`,
          `${o}.z(2)`,
          `setattr(${c}, 'x', 3), ${o}.x`,
          `hasattr(${o}, 'x'), hasattr(${o}, 'nope')`,
          `[getattr(${o}, 'x', 'none') for _ in range(4)]`,
        ]),
      ),
    );
  }

  coroutines() {
    const { r } = this;
    const [f, g, h] = [this.fresh('co'), this.fresh('ag'), this.fresh('main')];
    const end = () =>
      r.pick([
        'return x',
        'raise ValueError(x)',
        'return await Wait(x)',
        'x += await Wait(x)',
        'pass',
      ]);
    this.block(`async def ${f}(x):`, () => {
      this.emit('tick()');
      this.block('try:', () => {
        this.emit(`print('start', x, await Wait(x))`);
        this.emit(end());
      });
      this.block(`except${r.pick([' ValueError', '* ValueError', ' Exception'])} as e:`, () =>
        this.emit("print('caught', type(e).__name__, await Wait('w'))"),
      );
      if (r.chance(0.5))
        this.block('finally:', () => this.emit("print('finally', await Wait('f'))"));
    });
    this.block(`async def ${g}(n):`, () => {
      this.block('try:', () => {
        this.block('for i in range(n):', () => {
          this.emit('tick()');
          this.emit(
            r.pick(['got = yield i', 'got = yield await Wait(i)', `got = yield await ${f}(i)`]),
          );
          this.emit('print("got", got)');
        });
      });
      this.block(r.pick(['except GeneratorExit:', 'except ValueError:', 'finally:']), () =>
        this.emit(
          r.pick([
            "print('closing')",
            "print('closing', await Wait('c'))",
            'yield 9',
            'raise KeyError(1)',
          ]),
        ),
      );
    });
    this.block(`async def ${h}():`, () => {
      this.emit('out = []');
      for (let i = r.between(1, 3); i > 0; i--)
        this.emit(
          r.pick([
            `out.append(await ${f}(${i}))`,
            `out += [x async for x in ${g}(${i})]`,
            `out += [await ${f}(y) for y in range(${i}) if await Wait(y) != 1]`,
            `async with CM('a${i}'${r.pick(['', ', True', ", fail='exit'"])}) as c: out.append(await ${f}(c.name))`,
            `out.append({x: y async for x in ${g}(2) async for y in ${g}(x)})`,
            `a = ${g}(3); out += [await a.asend(None), await a.asend(5)]; await a.${r.pick(['aclose()', 'athrow(ValueError)', "athrow(KeyError('k'))"])}`,
            `out.append(await anext(${g}(${i - 1}), 'default'))`,
          ]),
        );
      this.emit('return out');
    });
    this.tries(
      r.many(2, () => r.pick([`run(${h}())`, `run(collect(${g}(3)))`, `run(${f}(7), [1, 'x'])`])),
    );
    // Two of them, turn by turn.
    const list = this.fresh('tasks');
    this.emit(`${list} = [${f}(1), ${h}()]`);
    this.block(`for _ in range(12):`, () => {
      this.block(`for t in list(${list}):`, () => {
        this.block('try:', () => this.emit('show(t.send(None), t.cr_running, t.cr_await is None)'));
        this.block('except (Exception, StopIteration) as e_:', () => {
          this.emit('report(e_)');
          this.emit(`${list}.remove(t)`);
        });
      });
    });
    this.block(`for t in ${list}:`, () => {
      this.block('try:', () => this.emit('t.close()'));
      this.block('except Exception as e_:', () => this.emit('report(e_)'));
    });
  }

  groups() {
    const { r } = this;
    const leaf = () =>
      r.pick([
        "ValueError('v')",
        'TypeError(1)',
        "KeyError('k')",
        'OSError(2, "no")',
        'ZeroDivisionError()',
      ]);
    const group = (depth) =>
      `ExceptionGroup('g${r.below(9)}', [${r.many(r.between(1, 3), () => (depth && r.chance(0.4) ? group(depth - 1) : leaf())).join(', ')}])`;
    const eg = this.fresh('eg');
    this.emit(`${eg} = ${group(3)}`);
    if (r.chance(0.4)) this.emit(`${eg}.add_note('a note')`);
    this.tries(
      r.many(2, () =>
        r.pick([
          `${eg}.split(${r.pick(['ValueError', '(TypeError, KeyError)', 'lambda e: isinstance(e, LookupError)'])})`,
          `${eg}.subgroup(${r.pick(['ValueError', 'Exception', 'OSError'])})`,
          `${eg}.derive([ValueError(1)]), ${eg}.message, len(${eg}.exceptions)`,
          `''.join(traceback.format_exception_only(${eg}))`,
        ]),
      ),
    );
    this.block('try:', () => {
      this.block('try:', () =>
        this.emit(r.pick([`raise ${eg}`, `raise ${eg} from ${leaf()}`, `raise ${leaf()}`])),
      );
      for (const type of r
        .shuffle(['ValueError', 'TypeError', 'KeyError', '(OSError, ArithmeticError)', 'Exception'])
        .slice(0, r.between(1, 3)))
        this.block(`except* ${type} as e_:`, () => {
          this.emit('report(e_)');
          if (r.chance(0.4))
            this.emit(
              r.pick(['raise', `raise ${leaf()}`, 'raise e_', `raise ${leaf()} from e_`, 'e_ = 1']),
            );
        });
      if (r.chance(0.3)) this.block('else:', () => this.emit("print('else')"));
      if (r.chance(0.3))
        this.block('finally:', () => this.emit("print('finally', sys.exception())"));
    });
    this.block('except BaseException as e_:', () => {
      this.emit('report(e_)');
      if (r.chance(0.5)) this.emit('print(traceback.format_exc())');
    });
  }

  generators() {
    const { r } = this;
    const [f, g] = [this.fresh('gen'), this.fresh('gen')];
    this.block(`def ${f}(n):`, () => {
      this.emit('tick()');
      this.block('try:', () => {
        this.block('while n:', () => {
          this.emit('tick()');
          this.emit('n -= 1');
          this.block('try:', () =>
            this.emit(
              r.pick(['x = yield n', 'x = (yield n), (yield -n)', 'x = yield from iter([n, 5])']),
            ),
          );
          this.block(`except ${r.pick(['ValueError', 'KeyError', 'Exception'])} as e:`, () =>
            this.emit(
              r.pick([
                "print('in', e)",
                "yield 'thrown'",
                'raise TypeError from e',
                'return e.args',
                'continue',
              ]),
            ),
          );
          this.emit("print('sent', canon(x) if 'x' in locals() else 'no x')");
        });
      });
      this.block('finally:', () =>
        this.emit(r.pick(["print('end')", "yield 'late'", "print('end', sys.exception())"])),
      );
      this.emit('return n, "done"');
    });
    this.block(`def ${g}(n):`, () =>
      this.emit(
        r.pick([
          `return (yield from ${f}(n))`,
          `x = yield from ${f}(n); yield x; return 7`,
          `yield from (${f}(i) and i for i in range(n))`,
        ]),
      ),
    );
    const step = () =>
      r.pick([
        "('__next__',)",
        "('send', 5)",
        "('send', None)",
        "('throw', ValueError('t'))",
        "('throw', KeyError)",
        "('close',)",
        "('throw', GeneratorExit)",
      ]);
    for (let i = r.between(1, 3); i > 0; i--)
      this.tries([
        `drive(${r.pick([f, g])}(${r.below(4)}), ('__next__',), ${r.many(r.between(1, 6), step).join(', ')})`,
      ]);
    const it = this.fresh('it');
    this.emit(`${it} = ${g}(3)`);
    this.tries([
      `next(${it}), ${it}.gi_running, ${it}.gi_yieldfrom is None, ${it}.gi_frame.f_lineno, sorted(${it}.gi_frame.f_locals)`,
      `list(itertools.islice(${it}, 9))`,
      `${it}.gi_frame is None`,
    ]);
  }

  codeObjects() {
    const { r } = this;
    const f = this.fresh('fn');
    this.block(`def ${f}(a, b=2, /, c=3, *d, e=5, **k):`, () => {
      this.emit(`"doc"`);
      this.emit(`x = ${this.literal('int')}`);
      this.emit(`y = lambda: (a, x)`);
      this.emit(
        r.pick([
          `return a, b, c, d, e, k, x, y()`,
          `return [i for i in (a, b) if i]`,
          'yield a; yield y()',
          "return f'{a!r:>{c}}', {**k, 'x': x}",
        ]),
      );
    });
    const c = `${f}.__code__`;
    const changed = r.pick([
      `co_name='other', co_qualname='o.other'`,
      `co_firstlineno=${r.between(1, 99)}`,
      `co_consts=tuple(${c}.co_consts)`,
      `co_filename='elsewhere.py'`,
      `co_varnames=tuple(n if n in ${c}.co_cellvars else n + '_' for n in ${c}.co_varnames)`,
      `co_stacksize=${c}.co_stacksize + ${r.below(20)}`,
      `co_flags=${c}.co_flags | ${r.pick(['0x100', '0x2000', '0'])}`,
      `co_linetable=b''`,
    ]);
    const g = this.fresh('fn');
    this.emit(
      `${g} = types.FunctionType(${c}.replace(${changed}), globals(), 'renamed', (2, 3)${r.chance(0.5) ? ', kwdefaults={"e": 9}' : ''})`,
    );
    this.tries([
      `${g}(1${r.pick(['', ', 5', ', 5, 6, 7', ', c=4', ', e=1, z=2'])})`,
      `list(${g}(1, e=3))`,
      `${g}.__code__ == ${c}, hash(${g}.__code__) == hash(${c}), ${g}.__name__, ${g}.__code__.co_name`,
      `${c}.co_varnames, ${c}.co_cellvars, ${c}.co_names, ${c}.co_argcount, ${c}.co_stacksize, ${c}.co_flags`,
      `[l[2] and l[2] - ${c}.co_firstlineno for l in ${c}.co_lines()], len(list(${c}.co_positions()))`,
      `${c}.replace(${r.pick(['co_nlocals=1', 'co_argcount=-1', 'co_code=5', 'co_varnames=()', 'bad=1', 'co_consts=[]', "co_freevars=('q',)"])}) == ${c}`,
    ]);
    this.tries([
      `marshal.loads(marshal.dumps(${c})) == ${c}`,
      `list(types.FunctionType(marshal.loads(marshal.dumps(${c})), globals())(1, 2, 3, e=4))`,
    ]);
  }

  closures() {
    const { r } = this;
    const f = this.fresh('outer');
    this.block(`def ${f}(n, *rest):`, () => {
      this.emit('total = 0');
      this.block('def add(k):', () => {
        this.emit('nonlocal total');
        this.emit('total += k');
        this.emit(
          r.pick([
            'return total',
            'return lambda: total + n',
            'return [total for _ in range(2)]',
            'del k; return total',
          ]),
        );
      });
      this.block('class Local:', () => {
        this.emit('seen = total');
        this.emit(`n = ${r.pick(['n', 'n + 1 if n else rest', '[n for _ in rest]'])}`);
        this.block('def get(self):', () => this.emit('return n, total, self.n'));
        if (r.chance(0.4)) this.emit('fs = [lambda i=i: (i, seen2) for i in range(2)]; seen2 = 3');
      });
      this.emit(
        `fs = [${r.pick(['lambda: i', 'lambda i=i: i', 'lambda: (i, n)', 'add'])} for i in range(3)]`,
      );
      if (r.chance(0.4)) this.emit(`if rest: del ${r.pick(['n', 'total', 'rest'])}`);
      this.emit(
        `return add, Local(), fs, (lambda: (yield n)), {i: (j := i) for i in range(2)}, locals().keys() & {'n', 'j', 'total'}`,
      );
    });
    const out = this.fresh('got');
    this.block('try:', () => {
      this.emit(`${out} = ${f}(${r.pick(['1', '1, 2', '0, 1', "'a', 'b'"])})`);
      this.emit(`show([g(1) if g is ${out}[0] else g() for g in ${out}[2]])`);
      this.emit(`show(${out}[1].get(), ${out}[4], ${out}[5] and sorted(${out}[5]))`);
      this.emit(`show(list(${out}[3]()), [c.cell_contents for c in ${out}[0].__closure__])`);
      this.emit(`show(${out}[1].fs[0]())`);
    });
    this.block('except Exception as e_:', () => this.emit('report(e_)'));
  }

  templates() {
    const { r } = this;
    const t = this.fresh('tpl');
    const part = () =>
      r.pick([
        'text',
        '{{',
        'é ',
        `{${this.literal('int')}}`,
        `{${this.literal('str').includes("'''") ? 1 : '"s"'}!r}`,
        `{[1, 2][0]:>{2 + 3}}`,
        '{"a" + "b" = }',
        `{${this.paren(this.literal('tuple'))}:${r.pick(['x', '>5', ''])}}`,
      ]);
    this.block('try:', () => {
      this.emit(
        `${t} = ${r.pick(['t', 'rt', 'T'])}'''${r.many(r.between(1, 4), part).join('').replaceAll('\\', '')}'''`,
      );
      this.emit(
        `show(${t}.strings, ${t}.values, [(i.expression, i.conversion, i.format_spec) for i in ${t}.interpolations])`,
      );
      this.emit(`show(len(list(${t})), type(${t} + ${t}).__name__, (${t} + ${t}).strings)`);
      this.emit(
        `show(''.join(x if isinstance(x, str) else format(x.value, x.format_spec) for x in ${t}))`,
      );
    });
    this.block('except Exception as e_:', () => this.emit('report(e_)'));
  }

  /** More than 256 variables, names and constants, and jumps over many instructions. */
  largeFunction() {
    const { r } = this;
    const f = this.fresh('large');
    const n = r.between(257, 330);
    const v = () => `v${r.below(n)}`;
    this.block(
      `${r.chance(0.2) ? 'async ' : ''}def ${f}(${r.many(5, (i) => `v${i}`).join(', ')}, ns):`,
      () => {
        this.emit('tick()');
        for (let i = 5; i < n; i++)
          this.emit(
            `v${i} = ${r.pick([() => i * 1000, () => `'s${i}'`, () => `v${r.below(i)}`, () => `ns.a${i}`, () => `${i}.5`, () => `[v${r.below(i)}, v${r.below(i)}]`])()}`,
          );
        this.block(`for v${n - 1} in range(${r.between(2, 40)}):`, () => {
          this.block(`if ${v()} == ${v()}:`, () => {
            for (let i = r.between(20, 60); i > 0; i--)
              this.emit(
                `${v()} = ${r.pick([() => `${v()}, ${v()}`, () => `(${v()} is ${v()})`, () => `ns.b${r.below(300)}`, () => `f'{${v()}!s:.5}'`])()}`,
              );
            if (r.chance(0.5)) this.emit(r.pick(['continue', 'break']));
          });
          this.block('try:', () => {
            for (let i = r.between(5, 30); i > 0; i--)
              this.emit(
                r.pick([
                  () => `${v()} = ${v()} + ${v()}`,
                  () => `${v()} += 1`,
                  () => `del ${v()}`,
                  () => `${v()}, *${v()} = ${v()}, 1`,
                ])(),
              );
          });
          this.block(`except ${r.pick(['(TypeError, NameError)', 'Exception'])} as e:`, () => {
            this.emit(`v${r.below(n)} = str(e)`);
            if (r.chance(0.3)) this.emit('break');
          });
          if (r.chance(0.4)) this.block('else:', () => this.emit(`${v()} = [lambda: ${v()}]`));
        });
        this.emit(
          `return hash(canon([${r.many(6, v).join(', ')}])) and canon([${r.many(4, v).join(', ')}])`,
        );
      },
    );
    this.emit(`ns_ = types.SimpleNamespace(**{f'{c}{i}': i for c in 'ab' for i in range(340)})`);
    this.tries(
      r.many(
        2,
        () =>
          `(lambda x: run(x) if hasattr(x, 'send') else x)(${f}(1, 'two', 3.0, None, [5], ns_))`,
      ),
    );
  }
}
