// One item: what it is worth and why, and its words, tags, priority and short wording, edited in place.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";
import {ask, calmly, get} from "./api.js";
import {lines, listed, listEdits, short} from "./data.js";
import {Place, named} from "./own.js";

const NARROW = "(max-width: 1080px)";
/** There the item stands below the page, so it is brought into sight. */

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
    if (!item.fixed && !page?.proving) ask("/api/price", view, {item: item.id}).then(keep(setEffect), () => {});
    return () => { here = false; };
  }, [item?.id, item?.shown, page?.picture, page?.proving, view]);
  useEffect(() => {
    if (item && matchMedia(NARROW).matches) document.querySelector(".detail")?.scrollIntoView();
  }, [item?.id]);
  if (!item) return html`<p class="hint">Point at a line of the page to see what it is worth and what it costs. Click it, or press Enter on it, to change it.</p>`;
  const data = target?.data || {}, file = `target:${view.target}`;
  const is = (rule) => listed(data[rule]).includes(item.id);
  const toggle = async (rule) => edit([...(is(rule) ? [] : await named(item, view)), ...listEdits(file, data, rule, item.id, !is(rule))], `${is(rule) ? "no longer " : ""}${rule} ${item.id}`);
  const name = (id) => short(items.find((one) => one.id === id)?.text || id, 60);
  return html`<article class="item">
    <a class="back" href="#page">Back to the page</a>
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
      ${item.entry && item.entry !== item.id && html`<button class="link" onClick=${() => choose(item.entry)}>go to its entry</button>`}
    </p>`}
    ${item.path && html`<${Words} key=${item.path.join("/")} item=${item} file=${`profile:${view.profile}`} view=${view} edit=${edit} />
      <${Place} item=${item} items=${items} view=${view} edit=${edit} choose=${choose} />`}
  </article>`;
}

const TEXTS = new Set(["bullet", "item", "paragraph", "keyword", "summary", "headline"]);

const USUAL = {organization: ["position", "dates", "place"], institution: ["degree", "area", "dates", "place"], title: ["dates", "url"]};
/** Fields that an entry may have, by the one that names it: they can be filled in where they are missing. */

const fieldsOf = (item, whole) => {
  const has = Object.keys(whole).filter((name) => typeof whole[name] === "string" && !OTHERS.has(name));
  const usual = item.kind === "entry" ? Object.entries(USUAL).find(([name]) => name in whole)?.[1] || [] : [];
  return [...has, ...usual.filter((name) => !(name in whole))];
};

const OTHERS = new Set(["id", "tags", "priority", "text", "short"]);

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
  const change = async (name, value, typing = "", base = undefined) => {
    const label = `${name} of “${short(item.text, 40)}”`;
    const empty = value === null || value === "" || (Array.isArray(value) && !value.length);
    const next = plain && name === "text" ? value : {...whole, [name]: value};
    const was = base === undefined ? whole[name] ?? null : base || null;  // what stood there when the typing began
    const one = plain ? {file, op: "set", path: item.path, value: next, was: name === "text" ? was : data}
      : {file, op: empty ? "remove" : "set", path: [...item.path, name], value, was};
    if (plain && empty) return true;
    const done = await edit([one], label, typing);
    if (done) setData(next);
    return Boolean(done);
  };
  const count = (text) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(async () => {
      try { setCounted((await ask("/api/lines", view, {item: item.id, text})).lines); } catch { setCounted(null); }
    }, 60);
  };
  return html`<form class="words" onSubmit=${(event) => event.preventDefault()}>
    ${field && typeof (whole.text ?? "") === "string" && html`<${Field} label="Text" says=${counted ? lines(counted) : ""} value=${whole.text || ""} rows="5" typing=${count}
      save=${(value, base) => change("text", value, `${item.path.join(".")}.text`, base)} />`}
    ${field && typeof (whole.short ?? "") === "string" && html`<${Field} label="Short wording" value=${whole.short || ""} rows="2" typing=${count} optional
      save=${(value, base) => change("short", value, `${item.path.join(".")}.short`, base)} />`}
    ${!field && fieldsOf(item, whole).map((name) =>
      html`<${Field} key=${name} label=${name[0].toUpperCase() + name.slice(1)} value=${whole[name] || ""} rows="1" optional=${name !== Object.keys(whole).find((one) => one in USUAL)}
        save=${(value, base) => change(name, value, `${item.path.join(".")}.${name}`, base)} />`)}
    <${Field} label="Tags" value=${listed(whole.tags).join(", ")} rows="1" optional
      save=${(value) => change("tags", value.split(",").map((one) => one.trim()).filter(Boolean))} />
    <label>Priority <select value=${String(whole.priority || 3)} onChange=${(event) => change("priority", Number(event.target.value))}>
      ${["1", "2", "3", "4", "5"].map((one) => html`<option key=${one} value=${one} selected=${one === String(whole.priority || 3)}>${one}</option>`)}</select></label>
  </form>`;
}

const PAUSE = 700;

/** A text that is saved when its author pauses. What is typed and not saved yet is never replaced by what comes in;
 * `save` gets what was there when the typing began, so that a change made elsewhere meanwhile is a conflict. */
function Field({label, says, value, rows, save, typing, optional}) {
  const [now, setNow] = useState(value);
  const timer = useRef(0), base = useRef(value), latest = useRef(value), unsaved = useRef(false);
  useEffect(() => {
    latest.current = value;
    if (unsaved.current) return;
    base.current = value;
    setNow(value);
  }, [value]);
  const leave = useRef(null);
  useEffect(() => () => leave.current(), []);
  const keep = async (text) => {
    clearTimeout(timer.current);
    if (!unsaved.current || (!optional && !text.trim())) return;
    unsaved.current = false;
    if (text === base.current) return;
    const before = base.current;
    base.current = text;
    if (await save(text, before) === false) {  // a message says so, and has this text
      base.current = latest.current;
      setNow(latest.current);
    }
  };
  leave.current = () => keep(now);
  const type = (text) => {
    unsaved.current = true;
    setNow(text);
    typing?.(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keep(text), PAUSE);
  };
  return html`<label>${label}${says && html` <span class="why" role="status">${says}</span>`}<textarea rows=${rows} value=${now} onInput=${(event) => type(event.target.value)}
    onBlur=${() => keep(now)}></textarea></label>`;
}
