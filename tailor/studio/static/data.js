// Small functions on plain data: what an edit makes of it, what changed between two pages, words for people.

/** The data with an edit carried out, as the server will have it: so the next edit knows what stands there. */
export function edited(data, {op, path, value}) {
  if (op === "text") return data;
  if (!path.length) return op === "reorder" ? Object.fromEntries(value.map((key) => [key, data[key]])) : value;
  const [step, ...rest] = path;
  const copy = Array.isArray(data) ? [...data] : {...(data || {})};
  if (!rest.length && op === "remove") {
    if (Array.isArray(copy)) copy.splice(step, 1); else delete copy[step];
    return copy;
  }
  if (!rest.length && op === "insert") { copy.splice(step, 0, value); return copy; }
  copy[step] = edited(copy[step], {op, path: rest, value});
  return copy;
}

export const listed = (value) => (value === undefined || value === null ? [] : [].concat(value));

export const short = (text, most = 90) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export const lines = (number) => `${Math.round(number * 10) / 10} ${number === 1 ? "line" : "lines"}`;

const HEADS = ["section", "header"];
export const isHead = (item) => HEADS.includes(item.kind);

/** What left and what came between two pages, headings left out. */
export function changes(old, now) {
  const shown = (page) => new Set(page.items.filter((one) => one.shown && !isHead(one)).map((one) => one.id));
  const [a, b] = [shown(old), shown(now)];
  return {in: [...b].filter((id) => !a.has(id)), out: [...a].filter((id) => !b.has(id))};
}

/** The edits that put an item on a list of the target (`pin`, `drop`) or take it off, and off the other one. */
export function listEdits(file, data, rule, id, on) {
  const edits = [];
  for (const [name, wanted] of [[rule, on], [rule === "pin" ? "drop" : "pin", false]]) {
    const now = data[name] ?? null, list = listed(now);
    if (list.includes(id) === wanted) continue;
    const next = wanted ? [...list, id] : list.filter((one) => one !== id);
    edits.push({file, op: next.length ? "set" : "remove", path: [name], value: next, was: now});
  }
  return edits;
}
