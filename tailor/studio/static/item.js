// One item: what it is worth and why, and its words, tags, priority and short wording, edited in place.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";
import {wish} from "./api.js";

export function Item({item, items, view, target, edit, guarded, choose}) {
  const [effect, setEffect] = useState(null);
  useEffect(() => {
    setEffect(null);
    if (!item || item.fixed) return undefined;
    let here = true;
    guarded(async () => {
      const found = await wish("/api/price", view, {item: item.id}, false);
      if (here) setEffect(found);
    });
    return () => { here = false; };
  }, [item?.id, item?.shown]);
  if (!item) return html`<p class="hint">Point at a line of the page, and see what it is worth, what it costs and why it is there. Click to change it.</p>`;
  const file = `profile:${view.profile}`;
  const pins = target?.data?.pin || [], drops = target?.data?.drop || [];
  const toggle = (rule, list) => {
    const now = Array.isArray(list) ? list : [list];
    const next = now.includes(item.id) ? now.filter((one) => one !== item.id) : [...now, item.id];
    edit([{file: `target:${view.target}`, op: next.length ? "set" : "remove", path: [rule], value: next, was: list.length ? list : null}],
      `${now.includes(item.id) ? "no longer " : ""}${rule} ${item.id}`);
  };
  const name = (id) => items.find((one) => one.id === id)?.text || id;
  return html`<article class="item">
    <h2>${item.kind} ${item.shown ? html`<span class="on">on the page</span>` : html`<span class="off">left out</span>`}</h2>
    <p class="verdict">${item.reason}</p>
    <dl><dt>Worth alone</dt><dd>${item.score.toFixed(2)}</dd><dt>Takes</dt><dd>${item.lines} lines</dd>
      <dt>Tags</dt><dd>${[...item.tags, ...item.inherited.map((tag) => `(${tag})`)].join(", ") || "none"}</dd></dl>
    ${item.terms.length > 0 && html`<details><summary>How the worth adds up</summary><ul>
      ${item.terms.map((term) => html`<li>${term.name}: ${term.points.toFixed(2)} <span class="why">${term.note}</span></li>`)}</ul></details>`}
    ${effect && effect.possible && html`<p class="effect">${item.shown ? "Leaving it out" : "Bringing it in"} costs the page ${(effect.loss ?? 0).toFixed(2)}.
      ${effect.out.length > 0 && html`<br />This would also remove: ${effect.out.map((id) => name(id)).join("; ")}.`}
      ${effect.in.length > 0 && html`<br />This would also add: ${effect.in.map((id) => name(id)).join("; ")}.`}</p>`}
    ${effect && !effect.possible && !item.fixed && html`<p class="effect">No page can do otherwise.</p>`}
    <p class="acts">
      <button aria-pressed=${[].concat(pins).includes(item.id)} onClick=${() => toggle("pin", pins)}>Pin</button>
      <button aria-pressed=${[].concat(drops).includes(item.id)} onClick=${() => toggle("drop", drops)}>Drop</button>
      ${item.entry && html`<button class="link" onClick=${() => choose(item.entry)}>its entry</button>`}
    </p>
    ${item.path && html`<${Words} key=${item.id} item=${item} file=${file} view=${view} edit=${edit} />`}
  </article>`;
}

const TEXTS = new Set(["bullet", "item", "paragraph", "keyword", "summary", "headline"]);

function Words({item, file, view, edit}) {
  const [data, setData] = useState(undefined);
  const [lines, setLines] = useState(null);
  const waiting = useRef(0);
  useEffect(() => {
    fetch(`/api/value?file=${encodeURIComponent(file)}&path=${encodeURIComponent(JSON.stringify(item.path))}`)
      .then((answer) => answer.json()).then((found) => setData(found.value));
  }, [item.id, file, item.text, item.priority, item.tags.join()]);
  if (data === undefined || (data !== null && typeof data === "object" && Array.isArray(data))) return null;
  const plain = typeof data === "string";
  const whole = plain ? {text: data} : data || {};
  const field = TEXTS.has(item.kind) || "text" in whole ? "text" : null;
  const change = (name, value, typing = "") => {
    const label = `${name} of “${item.text.slice(0, 40)}”`;
    if (plain && name === "text") return edit([{file, op: "set", path: item.path, value, was: data}], label, typing);
    if (plain) return edit([{file, op: "set", path: item.path, value: {text: data, [name]: value}, was: data}], label, typing);
    const op = value === null || value === "" ? "remove" : "set";
    return edit([{file, op, path: [...item.path, name], value, was: whole[name] ?? null}], label, typing);
  };
  const count = (text) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(async () => {
      try { setLines((await wish("/api/lines", view, {item: item.id, text}, false)).lines); } catch { setLines(null); }
    }, 60);
  };
  return html`<form class="words" onSubmit=${(event) => event.preventDefault()}>
    ${field && html`<${Field} label=${`Text${lines ? ` · ${lines} lines` : ""}`} value=${whole.text || ""} rows="5" typing=${count}
      save=${(value) => change("text", value, `${item.id}.text`)} />`}
    ${field && html`<${Field} label="Short wording" value=${whole.short || ""} rows="2" typing=${count}
      save=${(value) => change("short", value, `${item.id}.short`)} />`}
    <${Field} label="Tags" value=${[].concat(whole.tags || []).join(", ")} rows="1"
      save=${(value) => change("tags", value.split(",").map((one) => one.trim()).filter(Boolean))} />
    <label>Priority <select value=${whole.priority || "3"} onChange=${(event) => change("priority", event.target.value)}>
      ${["1", "2", "3", "4", "5"].map((one) => html`<option value=${one} selected=${one === (whole.priority || "3")}>${one}</option>`)}</select></label>
  </form>`;
}

function Field({label, value, rows, save, typing}) {
  const [now, setNow] = useState(value);
  const timer = useRef(0);
  useEffect(() => setNow(value), [value]);
  const type = (text) => {
    setNow(text);
    typing?.(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { if (text !== value && text.trim()) save(text); }, 700);
  };
  return html`<label>${label}<textarea rows=${rows} value=${now} onInput=${(event) => type(event.target.value)}
    onBlur=${() => { clearTimeout(timer.current); if (now !== value) save(now); }}></textarea></label>`;
}
