// Makes the program of a finding small: leaves out lines, and heads of blocks, as long as it is still found.

/** What must stay for a smaller program to show the same: the kind, and the first lines that differ. */
function signature({ kind, text }) {
  const lines = text.split('\n').filter((line) => /^ *[-+] /.test(line));
  return `${kind} ${lines.slice(0, 2).map((line) => line.replace(/\d+/g, '0').slice(0, 60))}`;
}

const indentOf = (line) => /^ */.exec(line)[0].length;

/** What stands without `size` lines from `at` on; of a single head of a block also without its block, or head. */
function* without(lines, at, size) {
  const [before, after] = [lines.slice(0, at), lines.slice(at + size)];
  if (size === 1 && lines[at].trimEnd().endsWith(':')) {
    const indent = indentOf(lines[at]);
    let n = 0;
    while (n < after.length && indentOf(after[n]) > indent) n++;
    yield [...before, ...after.slice(n)];
    const by = n ? indentOf(after[0]) - indent : 0;
    yield [...before, ...after.slice(0, n).map((line) => line.slice(by)), ...after.slice(n)];
  } else yield [...before, ...after];
}

/** Their numbers: what is left out together, later ones first, so that the places of the others stay. */
const joined = (lines, places, size) =>
  places.reduceRight((rest, at) => [...rest.slice(0, at), ...rest.slice(at + size)], lines);

/** The finding with a smaller program, or itself; run(programs, options) -> findings, as runBatch. */
export async function shrink(finding, run, rounds = 80) {
  const wanted = signature(finding);
  const encoding = Buffer.isBuffer(finding.source) ? 'latin1' : 'utf8';
  let best = finding;
  let lines = finding.source.toString(encoding).split('\n');
  /** Which of the candidates still show it. They run under one name: what is drawn while they run is drawn from it. */
  const still = async (candidates) => {
    rounds--;
    const programs = candidates.map((c, number) => ({
      number,
      files: finding.files,
      source: Buffer.from(c.join('\n'), encoding),
    }));
    const found = await run(programs, { name: finding.number });
    return found.filter((f) => signature(f) === wanted);
  };
  const accept = (candidate, found) => {
    lines = candidate;
    best = { ...found, number: finding.number };
  };
  let smaller = true;
  for (
    let size = Math.max(1, lines.length >> 1);
    size > 1 || smaller;
    size = Math.max(1, size >> 1)
  ) {
    smaller = false;
    for (let from = 0; from < lines.length && rounds > 0;) {
      const places = [];
      const candidates = [];
      for (let at = from; at < lines.length && candidates.length < 30; at += size)
        for (const candidate of without(lines, at, size)) {
          places.push(at);
          candidates.push(candidate);
        }
      const found = await still(candidates);
      from = places.at(-1) + size;
      if (!found.length) continue;
      smaller = true;
      const all = joined(lines, [...new Set(found.map((f) => places[f.number]))], size);
      const [together] = found.length > 1 ? await still([all]) : [];
      if (together) accept(all, together);
      else accept(candidates[found[0].number], found[0]);
      from = Math.min(from, places[found[0].number]);
      if (together) break;
    }
    if (rounds <= 0) break;
  }
  return best;
}
