// Compiles grammar.peg into the tables of the parser (grammar_tables.c) and the list of its actions
// (grammar_actions.h).   node gen-parser.mjs grammar.peg ast.def token.h OUTDIR
//
// The code of an alternative is a row of items, one opcode and its operands each, that ends with an
// action. Rows that are no more than one token cost no call; groups become rules without a name. For
// every rule and alternative the set of tokens it can begin with is kept, so that most are passed over
// by looking at one bit.
import fs from "node:fs";
import path from "node:path";

const [, , grammarFile, astFile, tokenFile, outDir] = process.argv;

// ---- tokens and node kinds -------------------------------------------------------------------------
const tokenNames = [];
for (const m of fs
  .readFileSync(tokenFile, "utf8")
  .match(/enum \{\n\s+KR_TOK_ENDMARKER[^}]*\}/)[0]
  .matchAll(/KR_TOK_([A-Z]\w*)(\s*=\s*\d+)?/g))
  if (!m[2]) tokenNames.push(m[1]);
const OPERATORS = {
  "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", ":": "COLON", ",": "COMMA", ";": "SEMI",
  "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", "|": "VBAR", "&": "AMPER", "<": "LESS",
  ">": "GREATER", "=": "EQUAL", ".": "DOT", "%": "PERCENT", "{": "LBRACE", "}": "RBRACE",
  "==": "EQEQUAL", "!=": "NOTEQUAL", "<=": "LESSEQUAL", ">=": "GREATEREQUAL", "~": "TILDE",
  "^": "CIRCUMFLEX", "<<": "LEFTSHIFT", ">>": "RIGHTSHIFT", "**": "DOUBLESTAR", "+=": "PLUSEQUAL",
  "-=": "MINEQUAL", "*=": "STAREQUAL", "/=": "SLASHEQUAL", "%=": "PERCENTEQUAL",
  "&=": "AMPEREQUAL", "|=": "VBAREQUAL", "^=": "CIRCUMFLEXEQUAL", "<<=": "LEFTSHIFTEQUAL",
  ">>=": "RIGHTSHIFTEQUAL", "**=": "DOUBLESTAREQUAL", "//": "DOUBLESLASH",
  "//=": "DOUBLESLASHEQUAL", "@": "AT", "@=": "ATEQUAL", "->": "RARROW", "...": "ELLIPSIS",
  ":=": "COLONEQUAL", "!": "EXCLAMATION",
}; // prettier-ignore
const KEYWORDS = (
  "False None True and as assert async await break class continue def del elif else except finally " +
  "for from global if import in is lambda nonlocal not or pass raise return try while with yield"
).split(" ");
const SOFT_KEYWORDS = ["_", "case", "match", "type"];
const FIRST_KEYWORD = 70;
const tokenType = (name) => {
  const i = tokenNames.indexOf(name);
  if (i < 0) throw new Error(`no token ${name}`);
  return i;
};
const literalType = (text) => {
  if (OPERATORS[text]) return tokenType(OPERATORS[text]);
  const k = KEYWORDS.indexOf(text);
  if (k < 0) throw new Error(`no token '${text}'`);
  return FIRST_KEYWORD + k;
};

const nodeKinds = new Map(); // name -> { type, nfields, enum }
{
  let type = null;
  let index = 0;
  for (const raw of fs.readFileSync(astFile, "utf8").split("\n")) {
    const line = raw.replace(/#.*/, "").trimEnd();
    if (!line.trim()) continue;
    const words = line.trim().split(/\s+/);
    if (!/^\s/.test(line)) {
      type = { form: words[0], name: words[1] };
      index = 0;
    } else nodeKinds.set(words[0], { type: type.name, index: ++index, nfields: words.length - 1, isEnum: type.form === "enum" });
  }
}

// ---- reading the grammar ---------------------------------------------------------------------------
const rules = []; // { name, flags, alts: [{ items, action, bad }] }
const ruleIndex = new Map();

function expandTemplates(text) {
  return text.replace(/^%each (.*)\n([\s\S]*?)^%end\n/gm, (_, head, body) =>
    head
      .split(" ; ")
      .map((set) => {
        const vars = Object.fromEntries(
          [...set.matchAll(/(\w+)=('[^']*'|\w+=\S+|-|(?:\w|\\ )*)/g)].map((m) => [m[1], m[2].replace("\\ ", " ")]),
        );
        return body.replace(/\$(\w+?)(?=_|\b)/g, (all, v) => (v in vars ? vars[v] : all));
      })
      .join("\n"),
  );
}

class Reader {
  constructor(text, where) {
    this.where = where;
    this.toks = [...text.matchAll(/\s*('[^']*'|"(?:[^"\\]|\\.)*"|=>|&&|[A-Za-z_]\w*|\d+|[()[\]{}|=?*+.,&!~@-])/gy)].map((m) => m[1]);
    this.i = 0;
  }
  peek(n = 0) { return this.toks[this.i + n]; }
  next() { return this.toks[this.i++]; }
  expect(t) { if (this.next() !== t) throw new Error(`${this.where}: expected ${t} near ${this.toks.slice(this.i - 3, this.i + 3).join(" ")}`); }

  alts(end) {
    const alts = [];
    do alts.push(this.alt());
    while (this.peek() === "|" && this.next());
    if (end) this.expect(end);
    return alts;
  }
  alt() {
    const items = [];
    let action = null;
    while (this.peek() !== undefined && ![")", "]", "|"].includes(this.peek())) {
      if (this.peek() === "=>") {
        this.next();
        action = this.action();
        break;
      }
      items.push(this.item());
    }
    return { items, action };
  }
  item() {
    const t = this.peek();
    if (t === "~") return this.next(), { kind: "cut" };
    if (t === "{") {
      this.next();
      const version = +this.next();
      const what = JSON.parse(this.next());
      this.expect("}");
      return { kind: "version", version, what };
    }
    if (t === "@") {
      this.next();
      return { kind: "check", action: this.action() };
    }
    if (t === "&&") return this.next(), { kind: "force", token: literalType(this.next().slice(1, -1)), text: this.toks[this.i - 1].slice(1, -1) };
    if (t === "&" || t === "!") {
      this.next();
      return { kind: t === "&" ? "and" : "not", of: this.atom() };
    }
    let name = null;
    if (/^[A-Za-z_]\w*$/.test(t) && this.peek(1) === "=") {
      name = t;
      this.next();
      this.next();
    }
    const atom = this.atom();
    const q = this.peek();
    if (q === "?" || q === "*" || q === "+") {
      this.next();
      return { kind: q === "?" ? "opt" : q === "*" ? "star" : "plus", of: atom, name };
    }
    if (q === ".") {
      this.next();
      const elem = this.atom();
      this.expect("+");
      return { kind: "gather", sep: atom, of: elem, name };
    }
    if (atom.kind === "optgroup") return { kind: "opt", of: { ...atom, kind: "group" }, name };
    return { kind: "one", of: atom, name };
  }
  atom() {
    const t = this.next();
    if (t === "(") return { kind: "group", alts: this.alts(")") };
    if (t === "[") return { kind: "optgroup", alts: this.alts("]") };
    if (t[0] === "'") return { kind: "token", type: literalType(t.slice(1, -1)) };
    if (t[0] === '"') return { kind: "soft", index: SOFT_KEYWORDS.indexOf(t.slice(1, -1)) };
    if (t === "SOFT_KEYWORD") return { kind: "anysoft" };
    if (/^[A-Z][A-Z_]+$/.test(t)) return { kind: "token", type: tokenType(t), value: t === "NAME" || t === "NUMBER" ? t : null };
    if (/^[a-z_]\w*$/.test(t)) return { kind: "rule", rule: t };
    throw new Error(`${this.where}: unexpected ${t}`);
  }
  action() {
    const t = this.next();
    if (t === "-") return { kind: "null" };
    if (/^\d+$/.test(t)) return { kind: "int", value: +t };
    if (t[0] === '"') return { kind: "text", text: JSON.parse(t) };
    if (this.peek() === "(") {
      this.next();
      const args = [];
      while (this.peek() !== ")") {
        args.push(this.action());
        if (this.peek() === ",") this.next();
      }
      this.next();
      return { kind: "call", fn: t, args };
    }
    return { kind: "name", name: t };
  }
}

{
  const text = expandTemplates(fs.readFileSync(grammarFile, "utf8"));
  let current = null;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/^\s*#.*/, "").trimEnd();
    if (!line) continue;
    const head = /^(\w+)((?: \w+)*):$/.exec(line);
    if (head) {
      current = { name: head[1], flags: head[2].trim().split(" ").filter(Boolean), alts: [] };
      ruleIndex.set(current.name, rules.length);
      rules.push(current);
    } else {
      const m = /^  \| (.*)$/.exec(line);
      if (!m) throw new Error(`grammar.peg: ${line}`);
      const r = new Reader(m[1], current.name);
      current.alts.push(...r.alts());
      if (r.peek() !== undefined) throw new Error(`grammar.peg: ${current.name}: ${line}`);
    }
  }
}
const named = rules.length;

// ---- groups become rules ---------------------------------------------------------------------------
const groupCache = new Map();
function ruleOf(atom, owner) {
  if (atom.kind === "rule") {
    if (!ruleIndex.has(atom.rule)) throw new Error(`grammar.peg: ${owner}: no rule ${atom.rule}`);
    return ruleIndex.get(atom.rule);
  }
  const alts = atom.kind === "group" ? atom.alts : [{ items: [{ kind: "one", of: atom, name: null }], action: null }];
  const key = JSON.stringify(alts);
  if (!groupCache.has(key)) {
    groupCache.set(key, rules.length);
    rules.push({ name: `group of ${owner}`, flags: [], alts });
  }
  return groupCache.get(key);
}
// A group of single tokens, used for looking ahead: the set.
function tokenSet(atom) {
  if (atom.kind === "token") return [atom.type];
  if (atom.kind === "rule") {
    const r = rules[ruleOf(atom)];
    return r.flags.length ? null : tokenSetOfAlts(r.alts);
  }
  return atom.kind === "group" ? tokenSetOfAlts(atom.alts) : null;
}
function tokenSetOfAlts(alts) {
  const set = [];
  for (const alt of alts) {
    if (alt.items.length !== 1 || alt.action || alt.items[0].kind !== "one" || alt.items[0].of.kind !== "token") return null;
    set.push(alt.items[0].of.type);
  }
  return set;
}

const isBad = (items) => items.length === 1 && items[0].kind === "one" && items[0].of.kind === "rule" && items[0].of.rule.startsWith("bad_");

for (let i = 0; i < rules.length; i++) {
  const rule = rules[i];
  for (const alt of rule.alts) {
    alt.bad = isBad(alt.items);
    for (const item of alt.items) {
      if (item.kind === "one" && item.of.kind === "group") item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
      else if (item.of && ["star", "plus", "gather"].includes(item.kind)) item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
      else if (item.kind === "opt" && item.of.kind === "group") {
        const only = item.of.alts.length === 1 ? item.of.alts[0] : null;
        if (only && !only.action && only.items.length === 1 && only.items[0].kind === "one") {
          item.of = only.items[0].of;
          if (item.of.kind === "group") item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
        } else item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
      } else if (item.kind === "and" || item.kind === "not") {
        const set = tokenSet(item.of);
        if (set) item.of = set.length === 1 ? { kind: "token", type: set[0] } : { kind: "set", set };
        else if (item.of.kind !== "soft" && item.of.kind !== "anysoft") item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
      }
      if (item.of?.kind === "rule") item.of = { kind: "ruleref", index: ruleOf(item.of, rule.name) };
    }
  }
  // Growing to the left.
  rule.heads = [];
  rule.tails = [];
  for (const alt of rule.alts) {
    const first = alt.items[0];
    if (first?.kind === "one" && first.of.kind === "ruleref" && first.of.index === i) {
      alt.seed = first.name;
      alt.items = alt.items.slice(1);
      alt.bad ||= alt.items.length === 1 && alt.items[0].of?.kind === "ruleref" && rules[alt.items[0].of.index].name.startsWith("bad_");
      rule.tails.push(alt);
    } else rule.heads.push(alt);
  }
}

// ---- what things can begin with (first pass) --------------------------------------------------------
const NTOK = 128;
const ALL = (1n << BigInt(NTOK)) - 1n;
const bit = (t) => 1n << BigInt(t);
const NAME = tokenType("NAME");
for (const r of rules) (r.first = 0n), (r.empty = false);
function atomFirst(of) {
  if (of.kind === "token") return [bit(of.type), false];
  if (of.kind === "soft" || of.kind === "anysoft") return [bit(NAME), false];
  if (of.kind === "set") return [of.set.reduce((a, t) => a | bit(t), 0n), false];
  return [rules[of.index].first, rules[of.index].empty];
}
function altFirst(alt) {
  let set = 0n;
  let limit = ALL;
  for (const item of alt.items) {
    if (["cut", "version", "check", "not"].includes(item.kind)) continue;
    if (item.kind === "force") return [ALL, false]; // raises when it is not there
    const [f, empty] = atomFirst(item.of);
    if (item.kind === "and") {
      if (!empty) limit &= f;
      continue;
    }
    set |= f & limit;
    if (!(empty || item.kind === "opt" || item.kind === "star")) return [set, false];
  }
  return [set, true];
}
for (let changed = true; changed; ) {
  changed = false;
  for (const r of rules) {
    let first = 0n;
    let empty = false;
    for (const alt of r.heads) {
      if (alt.bad) continue;
      const [f, e] = altFirst(alt);
      first |= f;
      empty ||= e;
    }
    if (first !== r.first || empty !== r.empty) (changed = true), (r.first = first), (r.empty = empty);
  }
}
const sets = [];
const setIndex = new Map();
function setId(set) {
  if (!setIndex.has(set)) {
    setIndex.set(set, sets.length);
    sets.push(set);
  }
  return setIndex.get(set);
}
setId(ALL);

// ---- code -------------------------------------------------------------------------------------------
const OPS = [
  "END", "TOKEN", "TOKEN_V", "NAME_V", "NUMBER_V", "SOFT", "SOFT_V", "ANY_SOFT", "RULE", "RULE_V",
  "OPT_TOKEN", "OPT_TOKEN_V", "OPT_NAME_V", "OPT_RULE", "OPT_RULE_V", "STAR", "STAR_V", "PLUS", "PLUS_V",
  "GATHER", "GATHER_V", "AND_TOKEN", "NOT_TOKEN", "AND_SET", "NOT_SET", "AND_SOFT", "NOT_SOFT", "AND_RULE",
  "NOT_RULE", "CUT", "FORCE", "VERSION", "CHECK", "VALUE", "NODE", "CALL",
]; // prettier-ignore
const op = (name) => {
  const i = OPS.indexOf(name);
  if (i < 0) throw new Error(name);
  return i;
};
const code = [];
const strings = [];
const stringId = (s) => {
  let i = strings.indexOf(s);
  if (i < 0) i = strings.push(s) - 1;
  return i;
};
const functions = [];
const fnId = (s) => {
  let i = functions.indexOf(s);
  if (i < 0) i = functions.push(s) - 1;
  return i;
};
const u16 = (n) => [n & 255, n >> 8];
const byte = (n, what) => {
  if (n < 0 || n > 255) throw new Error(`${what} does not fit a byte`);
  return n;
};
// Arguments: 0..127 an item; 128 + n the number n; then these.
const ARG_NULL = 255, ARG_TEXT = 254, ARG_CALL = 253, ARG_NODE = 252; // prettier-ignore

function emitAction(action, names, where, nested) {
  const out = [];
  const arg = (a) => {
    if (a.kind === "null") return [ARG_NULL];
    if (a.kind === "int") return [128 + a.value];
    if (a.kind === "text") return [ARG_TEXT, byte(stringId(a.text), "text")];
    if (a.kind === "name") {
      if (names.has(a.name)) return [names.get(a.name)];
      const k = nodeKinds.get(a.name);
      if (k?.isEnum) return [128 + k.index];
      throw new Error(`grammar.peg: ${where}: no item ${a.name}`);
    }
    return emitAction(a, names, where, true);
  };
  const k = nodeKinds.get(action.fn);
  if (action.fn === "Op") {
    // An operator as a value that is not nothing.
    return nested ? [128 + nodeKinds.get(action.args[0].name).index] : [op("CALL"), fnId("number"), 1, ...arg(action.args[0])];
  }
  if (k && (action.fn[0] !== action.fn[0].toLowerCase() || ["withitem", "match_case", "comprehension", "keyword", "alias", "arg"].includes(action.fn))) {
    if (k.nfields !== action.args.length) throw new Error(`grammar.peg: ${where}: ${action.fn} has ${k.nfields} fields`);
    const kindIndex = [...nodeKinds.keys()].indexOf(action.fn);
    out.push(nested ? ARG_NODE : op("NODE"), byte(kindIndex, "kind"), action.args.length);
  } else {
    out.push(nested ? ARG_CALL : op("CALL"), byte(fnId(action.fn), "action"), action.args.length);
  }
  for (const a of action.args) out.push(...arg(a));
  return out;
}

function emitAlt(alt, rule) {
  const names = new Map();
  let n = 0;
  if ("seed" in alt) {
    if (alt.seed) names.set(alt.seed, n);
    n++;
  }
  const out = [];
  const valued = alt.items.filter((i) => !["cut", "version", "check", "and", "not", "force"].includes(i.kind));
  const keepFirst = !alt.action;
  for (const item of alt.items) {
    const V = (item.name || (keepFirst && item === valued[0])) && valued.includes(item) ? "_V" : "";
    if (V) {
      if (item.name) names.set(item.name, n);
      n++;
    }
    const of = item.of;
    if (item.kind === "cut") out.push(op("CUT"));
    else if (item.kind === "version") out.push(op("VERSION"), item.version, byte(stringId(item.what), "text"));
    else if (item.kind === "check") out.push(op("CHECK"), ...emitAction(item.action, names, rule.name, false).slice(1));
    else if (item.kind === "force") out.push(op("FORCE"), item.token, byte(stringId(item.text), "text"));
    else if (item.kind === "one") {
      if (of.kind === "token") {
        if (V && of.value) out.push(op(of.value + "_V"));
        else out.push(op("TOKEN" + V), of.type);
      } else if (of.kind === "soft") out.push(op("SOFT" + V), of.index);
      else if (of.kind === "anysoft") out.push(op("ANY_SOFT"));
      else out.push(op("RULE" + V), ...u16(of.index));
    } else if (item.kind === "opt") {
      if (of.kind === "token") {
        if (V && of.value === "NAME") out.push(op("OPT_NAME_V"));
        else out.push(op("OPT_TOKEN" + V), of.type);
      } else if (of.kind === "ruleref") out.push(op("OPT_RULE" + V), ...u16(of.index));
      else throw new Error(`grammar.peg: ${rule.name}: optional ${of.kind}`);
    } else if (item.kind === "star") out.push(op("STAR" + V), ...u16(of.index));
    else if (item.kind === "plus") out.push(op("PLUS" + V), ...u16(of.index));
    else if (item.kind === "gather") {
      if (item.sep.kind !== "token") throw new Error(`grammar.peg: ${rule.name}: separator`);
      out.push(op("GATHER" + V), item.sep.type, ...u16(of.index));
    } else {
      const what = item.kind === "and" ? "AND_" : "NOT_";
      if (of.kind === "token") out.push(op(what + "TOKEN"), of.type);
      else if (of.kind === "set") out.push(op(what + "SET"), byte(setId(of.set.reduce((a, t) => a | bit(t), 0n)), "set"));
      else if (of.kind === "soft") out.push(op(what + "SOFT"), of.index);
      else out.push(op(what + "RULE"), ...u16(of.index));
    }
  }
  if (!alt.action) {
    if (!valued.length) throw new Error(`grammar.peg: ${rule.name}: alternative without value`);
    out.push(op("VALUE"), "seed" in alt ? 1 : 0);
  } else if (alt.action.kind === "name") {
    if (!names.has(alt.action.name)) throw new Error(`grammar.peg: ${rule.name}: no item ${alt.action.name}`);
    out.push(op("VALUE"), names.get(alt.action.name));
  } else if (alt.action.kind === "null") out.push(op("CALL"), fnId("nothing"), 0);
  else out.push(...emitAction(alt.action, names, rule.name, false));
  const f = altFirst(alt);
  const first = alt.bad || f[1] ? ALL : f[0];
  // Header: length of the rest, set, flags.
  return [...u16(out.length), byte(setId(first), "set"), alt.bad ? 1 : 0, ...out];
}

code.push(0); // offset 0 stands for "none"
const table = [];
for (const rule of rules) {
  const list = (alts) => {
    if (!alts.length) return 0;
    const at = code.length;
    for (const alt of alts) code.push(...emitAlt(alt, rule));
    code.push(0, 0);
    return at;
  };
  const heads = list(rule.heads);
  const tails = list(rule.tails);
  const flags = [
    rule.flags.includes("memo") && "KR_RULE_MEMO | KR_RULE_MEMO2",
    rule.flags.includes("memo2") && "KR_RULE_MEMO2",
    rule.flags.includes("plain") && "KR_RULE_PLAIN",
  ].filter(Boolean);
  const first = rule.empty ? ALL : rule.first;
  table.push(`{${heads}, ${tails}, ${byte(setId(first), "set")}, ${flags.join(" | ") || 0}}, /* ${rule.name} */`);
}
if (code.length > 65535) throw new Error("grammar.peg: code too long");

// ---- output -----------------------------------------------------------------------------------------
const cstr = (s) => JSON.stringify(s);
const starts = ["file", "interactive", "eval", "func_type"];
let h = `/* Generated by gen-parser.mjs from grammar.peg. */\n`;
h += `enum { ${OPS.map((o) => `KR_PEG_${o}`).join(", ")} };\n`;
h += `enum { KR_ARG_NULL = ${ARG_NULL}, KR_ARG_TEXT = ${ARG_TEXT}, KR_ARG_CALL = ${ARG_CALL}, KR_ARG_NODE = ${ARG_NODE}, KR_ARG_INT = 128 };\n`;
h += `enum { ${starts.map((s) => `KR_RULE_${s} = ${ruleIndex.get(s)}`).join(", ")}, KR_RULE_statement = ${ruleIndex.get("statement")}, KR_NAMED_RULES = ${named} };\n`;
h += `#define KR_GRAMMAR_ACTIONS(X) \\\n${functions.map((f) => `  X(${f})`).join(" \\\n")}\n`;
h += `#define KR_KEYWORDS(X) \\\n  ${KEYWORDS.map((k) => `X(${k})`).join(" ")}\n`;
h += `enum {\n${KEYWORDS.map((k, i) => `  KR_KW_${k} = ${FIRST_KEYWORD + i},`).join("\n")}\n};\n`;
h += `#define KR_SOFT_KEYWORDS(X) ${SOFT_KEYWORDS.map((k) => `X(${k})`).join(" ")}\n`;

// Keywords by a hash without collisions: (first * A + last * B + length) % 128.
let hash;
search: for (let a = 1; a < 64; a++)
  for (let b = 1; b < 64; b++) {
    const seen = new Map();
    for (const [i, k] of KEYWORDS.entries()) seen.set((k.charCodeAt(0) * a + k.charCodeAt(k.length - 1) * b + k.length) % 128, i + 1);
    if (seen.size === KEYWORDS.length) {
      hash = { a, b, seen };
      break search;
    }
  }
h += `#define KR_KEYWORD_HASH(first, last, length) (((first) * ${hash.a}u + (last) * ${hash.b}u + (length)) % 128)\n`;

const words = sets.map((s) => `{${[0, 1, 2, 3].map((i) => `0x${((s >> BigInt(32 * i)) & 0xffffffffn).toString(16)}u`).join(", ")}}`);
let c = `/* Generated by gen-parser.mjs from grammar.peg: ${named} rules, ${rules.length - named} groups. */\n`;
c += `#include "syntax/parser.h"\n\n`;
c += `const uint8_t kr_grammar_code[] = {\n`;
for (let i = 0; i < code.length; i += 24) c += `    ${code.slice(i, i + 24).join(", ")},\n`;
c += `};\nconst kr_grammar_rule kr_grammar_rules[] = {\n${table.map((t) => `    ${t}\n`).join("")}};\n`;
c += `const uint32_t kr_grammar_sets[][4] = {\n${words.map((w) => `    ${w},\n`).join("")}};\n`;
c += `const char *const kr_grammar_texts[] = {\n${strings.map((s) => `    ${cstr(s)},\n`).join("")}};\n`;
c += `#define X(name) kr_action_##name,\nconst kr_action kr_grammar_actions[] = {KR_GRAMMAR_ACTIONS(X)};\n#undef X\n`;
c += `const uint8_t kr_keyword_table[128] = {${Array.from({ length: 128 }, (_, i) => hash.seen.get(i) ?? 0).join(", ")}};\n`;
c += `const char *const kr_keyword_texts[] = {${KEYWORDS.map(cstr).join(", ")}};\n`;
c += `#ifdef KR_DEBUG\nconst char *const kr_grammar_rule_names[] = {\n${rules.map((r) => `    ${cstr(r.name)},\n`).join("")}};\n#endif\n`;

fs.mkdirSync(outDir, { recursive: true });
for (const [name, text] of [["grammar.h", h], ["grammar_tables.c", c]]) {
  const file = path.join(outDir, name);
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) fs.writeFileSync(file, text);
}
