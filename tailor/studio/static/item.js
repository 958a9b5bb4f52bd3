// One item: what it is worth and why, and its words, tags, priority and short wording, edited in place.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";
import {ask, calmly, get} from "./api.js";
import {lines, listed, listEdits, short} from "./data.js";

export function Item({item, items, view, target, page, edit, choose}) {
  const [effect, setEffect] = useState(null);
  const [more, setMore] = useState(null);
  useEffect(() => {
    setEffect(null);
    setMore(null);
    if (!item) return undefined;
    let here = true;
    const keep = (kept) => (found) => { if (here) kept(found); };
    calmly("/api/item", view, {item: item.id}).then(keep(setMore), () => {});
    if (!item.fixed) ask("/api/price", view, {item: item.id}).then(keep(setEffect), () => {});
    return () => { here = false; };
  }, [item?.id, item?.shown, page?.picture, view]);
  if (!item) return html`<p class="hint">Point at a line of the page to see what it is worth and what it costs. Click it, or press Enter on it, to change it.</p>`;
  const data = target?.data || {}, file = `target:${view.target}`;
  const is = (rule) => listed(data[rule]).includes(item.id);
  const toggle = (rule) => edit(listEdits(file, data, rule, item.id, !is(rule)), `${is(rule) ? "no longer " : ""}${rule} ${item.id}`);
  const name = (id) => short(items.find((one) => one.id === id)?.text || id, 60);
  return html`<article class="item">
    <h2>${item.kind} ${item.shown ? html`<span class="on">on the page</span>` : html`<span class="off">left out</span>`}</h2>
    <p class="text">${short(item.text, 140)}</p>
    <p class="verdict">${item.reason}</p>
    <dl><dt>Worth alone</dt><dd>${item.score.toFixed(2)}</dd><dt>Takes</dt><dd>${lines(item.lines)}</dd>
      <dt>Tags</dt><dd>${[...item.tags, ...item.inherited.map((tag) => `(${tag})`)].join(", ") || "none"}</dd></dl>
    ${more?.terms.length > 0 && html`<details><summary>How the worth adds up</summary><ul>
      ${more.terms.map((term) => html`<li>${term.name}: ${term.points.toFixed(2)} <span class="why">${term.note}</span></li>`)}</ul></details>`}
    ${effect && effect.possible && html`<p class="effect">${item.shown ? "Leaving it out" : "Bringing it in"} costs the page ${(effect.loss ?? 0).toFixed(2)}.
      ${effect.out.length > 0 && html`<br />This would also remove: ${effect.out.map(name).join("; ")}.`}
      ${effect.in.length > 0 && html`<br />This would also add: ${effect.in.map(name).join("; ")}.`}</p>`}
    ${effect && !effect.possible && !item.fixed && html`<p class="effect">No page can do otherwise.</p>`}
    ${!item.fixed && html`<p class="acts">
      <button aria-pressed=${is("pin")} onClick=${() => toggle("pin")}>Pin</button>
      <button aria-pressed=${is("drop")} onClick=${() => toggle("drop")}>Drop</button>
      ${item.entry && html`<button class="link" onClick=${() => choose(item.entry)}>go to its entry</button>`}
    </p>`}
    ${item.path && html`<${Words} key=${item.id} item=${item} file=${`profile:${view.profile}`} view=${view} edit=${edit} />`}
  </article>`;
}

const TEXTS = new Set(["bullet", "item", "paragraph", "keyword", "summary", "headline"]);

function Words({item, file, view, edit}) {
  const [data, setData] = useState(undefined);
  const [counted, setCounted] = useState(null);
  const waiting = useRef(0);
  useEffect(() => {
    get("/api/value", {file, path: JSON.stringify(item.path)}).then((found) => setData(found.value), () => {});
  }, [item.id, file, item.text, item.tags.join()]);
  if (data === undefined || Array.isArray(data)) return null;
  const plain = typeof data === "string";
  const whole = plain ? {text: data} : data || {};
  const field = TEXTS.has(item.kind) || "text" in whole;
  const change = async (name, value, typing = "") => {
    const label = `${name} of “${short(item.text, 40)}”`;
    const empty = value === null || value === "" || (Array.isArray(value) && !value.length);
    const next = plain && name === "text" ? value : {...whole, [name]: value};
    const one = plain ? {file, op: "set", path: item.path, value: next, was: data}
      : {file, op: empty ? "remove" : "set", path: [...item.path, name], value, was: whole[name] ?? null};
    if (plain && empty) return;
    if (await edit([one], label, typing)) setData(next);
  };
  const count = (text) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(async () => {
      try { setCounted((await ask("/api/lines", view, {item: item.id, text})).lines); } catch { setCounted(null); }
    }, 60);
  };
  return html`<form class="words" onSubmit=${(event) => event.preventDefault()}>
    ${field && typeof (whole.text ?? "") === "string" && html`<${Field} label="Text" says=${counted ? lines(counted) : ""} value=${whole.text || ""} rows="5" typing=${count}
      save=${(value) => change("text", value, `${item.id}.text`)} />`}
    ${field && typeof (whole.short ?? "") === "string" && html`<${Field} label="Short wording" value=${whole.short || ""} rows="2" typing=${count} optional
      save=${(value) => change("short", value, `${item.id}.short`)} />`}
    <${Field} label="Tags" value=${listed(whole.tags).join(", ")} rows="1" optional
      save=${(value) => change("tags", value.split(",").map((one) => one.trim()).filter(Boolean))} />
    <label>Priority <select value=${String(whole.priority || 3)} onChange=${(event) => change("priority", Number(event.target.value))}>
      ${["1", "2", "3", "4", "5"].map((one) => html`<option key=${one} value=${one} selected=${one === String(whole.priority || 3)}>${one}</option>`)}</select></label>
  </form>`;
}

const PAUSE = 700;

function Field({label, says, value, rows, save, typing, optional}) {
  const [now, setNow] = useState(value);
  const timer = useRef(0), sent = useRef(value), mine = useRef(false);
  useEffect(() => { sent.current = value; if (!mine.current) setNow(value); }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = (text) => {
    clearTimeout(timer.current);
    if (text === sent.current || (!optional && !text.trim())) return;
    sent.current = text;
    save(text);
  };
  const type = (text) => {
    mine.current = true;
    setNow(text);
    typing?.(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keep(text), PAUSE);
  };
  return html`<label>${label}${says && html` <span class="why" role="status">${says}</span>`}<textarea rows=${rows} value=${now} onInput=${(event) => type(event.target.value)}
    onBlur=${() => { mine.current = false; keep(now); }}></textarea></label>`;
}
