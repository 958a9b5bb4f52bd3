// The target: weights as sliders, sections in order with their limits, the rules as text, and how the page is set.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";
import {calmly} from "./api.js";
import {listed} from "./data.js";
import {More} from "./more.js";
import {Settings} from "./settings.js";

export function Target({target, page, items, view, space, edit}) {
  const data = target.data || {};
  const file = `target:${target.name}`;
  const set = (path, value, was, label, typing) => edit([{file, op: value === null ? "remove" : "set", path, value, was: was ?? null}], label, typing);
  return html`<div class="target">
    <h2>${data.title || target.name}</h2>
    ${!target.own && html`<p class="hint">This target ships with tailor. The first change makes a copy in your own folder.</p>`}
    ${data.extends && html`<p class="hint">It builds on <b>${data.extends}</b>; what is changed here goes before that.</p>`}
    <h3>What it wants</h3>
    <${Wants} want=${data.want || {}} items=${items} set=${set} />
    <h3>Sections</h3>
    <${Sections} data=${data} page=${page} items=${items} edit=${edit} file=${file} set=${set} />
    <h3>Rules</h3>
    ${["pin", "require", "exclude", "drop"].map((rule) => html`<${Rules} key=${rule} rule=${rule} now=${data[rule]} view=${view} set=${set} />`)}
    <${More} data=${data} edit=${edit} file=${file} set=${set} />
    <h3>How it is set</h3>
    <${Settings} data=${data} page=${page} view=${view} space=${space} set=${set} />
  </div>`;
}

function Wants({want, items, set}) {
  const [adding, setAdding] = useState("");
  const known = [...new Set(items.flatMap((one) => [...one.tags, ...one.inherited]))].filter((tag) => !(tag in want)).sort();
  const add = () => { const tag = adding.trim(); if (tag) { set(["want", tag], 3, null, `want ${tag}`); setAdding(""); } };
  return html`<div class="wants">
    ${Object.entries(want).map(([tag, weight]) => html`<${Weight} key=${tag} tag=${tag} weight=${weight} set=${set} />`)}
    <form onSubmit=${(event) => { event.preventDefault(); add(); }}>
      <label>Add a tag <input list="known-tags" autocomplete="off" value=${adding} onInput=${(event) => setAdding(event.target.value)} /></label>
      <datalist id="known-tags">${known.map((tag) => html`<option key=${tag} value=${tag} />`)}</datalist>
      <button>Add</button>
    </form></div>`;
}

function Weight({tag, weight, set}) {
  const [now, setNow] = useState(Number(weight));
  useEffect(() => setNow(Number(weight)), [weight]);
  const id = `want-${tag.replace(/\W/g, "-")}`;
  return html`<div class="weight"><label for=${id}>${tag}</label>
    <input id=${id} type="range" min="-5" max="10" step="0.5" value=${now} onInput=${(event) => setNow(Number(event.target.value))}
      onChange=${(event) => set(["want", tag], Number(event.target.value), weight, `weight of ${tag}`, `want.${tag}`)} />
    <output for=${id}>${now}</output>
    <button class="small" aria-label=${`Stop wanting ${tag}`} onClick=${() => set(["want", tag], null, weight, `no longer want ${tag}`)}>×</button></div>`;
}

function Sections({data, page, items, edit, file, set}) {
  const rules = data.sections || {};
  const titles = new Map(items.filter((one) => one.kind === "section").map((one) => [one.section, one.text]));
  const present = [...new Set(items.filter((one) => one.kind !== "header").map((one) => one.section))];
  const onPage = page?.sections?.filter((name) => present.includes(name)) || present;
  const named = Object.keys(rules);  // once all are named, their order holds, and is known before the page is there
  const order = onPage.every((name) => name in rules) ? named.filter((name) => onPage.includes(name)) : onPage;
  const rest = present.filter((name) => !order.includes(name) && name !== "header");
  const [dragged, setDragged] = useState(null);
  const list = useRef(null);
  const arrange = (next, label, moved) => {
    const all = [...next, ...Object.keys(rules).filter((name) => !next.includes(name))];
    const missing = next.filter((name) => !(name in rules));
    edit([...missing.map((name) => ({file, op: "set", path: ["sections", name], value: {}})),
      {file, op: "reorder", path: ["sections"], value: all}], label);
    setTimeout(() => list.current?.querySelector(`[data-section="${moved}"] .grip`)?.focus(), 0);
  };
  const move = (from, to) => {
    if (to < 0 || to >= order.length || from === null || from === to) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    arrange(next, `move ${order[from]}`, order[from]);
  };
  const hide = (name) => edit([{file, op: "set", path: ["sections", name, "hidden"], value: true, was: rules[name]?.hidden ?? null}], `hide ${name}`);
  const show = (name) => {
    if (rules[name]?.hidden !== undefined) return set(["sections", name, "hidden"], null, rules[name].hidden, `show ${name}`);
    return set(["sections", name], {}, rules[name], `show ${name}`);
  };
  const keys = (event, index) => {
    const by = {ArrowUp: -1, ArrowDown: 1}[event.key];
    if (by) { event.preventDefault(); move(index, index + by); }
  };
  return html`<ol class="sections" ref=${list}>${order.map((name, index) => {
    const rule = rules[name];
    return html`<li key=${name} data-section=${name} class=${dragged === index ? "dragged" : ""} onDragOver=${(event) => event.preventDefault()}
        onDrop=${(event) => { event.preventDefault(); move(dragged, index); setDragged(null); }}>
      <button class="grip small" draggable="true" onDragStart=${(event) => { event.dataTransfer.setData("text/plain", name); setDragged(index); }}
        onDragEnd=${() => setDragged(null)} onKeyDown=${(event) => keys(event, index)}
        aria-label=${`Move ${name}: drag, or the arrow keys`}>⠿</button>
      <span class="name">${titles.get(name) || name}</span>
      <button class="small" aria-label=${`Move ${name} up`} disabled=${index === 0} onClick=${() => move(index, index - 1)}>↑</button>
      <button class="small" aria-label=${`Move ${name} down`} disabled=${index === order.length - 1} onClick=${() => move(index, index + 1)}>↓</button>
      <button class="small" aria-label=${`Hide ${name}`} onClick=${() => hide(name)}>hide</button>
      <span class="limits">${["min", "max"].map((limit) => html`<label key=${limit}>${limit} <input type="number" min="0" max="99" aria-label=${`${limit} of ${name}`}
        value=${rule?.[limit] ?? ""} onChange=${(event) => set(["sections", name, limit], count(event), rule?.[limit], `${limit} of ${name}`)} /></label>`)}
      ${page && html`<label>bullets ≤ <input type="number" min="0" max="99" aria-label=${`most bullets of each in ${name}`} value=${rule?.bullets?.max ?? ""}
        onChange=${(event) => set(["sections", name, "bullets", "max"], count(event), rule?.bullets?.max, `most bullets in ${name}`)} /></label>`}</span>
    </li>`;
  })}</ol>
  ${rest.length > 0 && html`<p class="hint">Hidden: ${rest.map((name) => html`<button key=${name} class="small" onClick=${() => show(name)}>show ${name}</button> `)}</p>`}`;
}

const count = (event) => (event.target.value === "" ? null : Number(event.target.value));

const SAYS = {
  pin: "always on the page: ids or conditions", require: "what the page must show, such as cpp >= 2",
  exclude: "what may not be on it, such as year < 2015", drop: "never on the page: ids",
};

function Rules({rule, now, view, set}) {
  const kept = listed(now).join("\n");
  const [text, setText] = useState(kept);
  const [wrong, setWrong] = useState([]);
  const timer = useRef(0);
  useEffect(() => { setText(kept); setWrong([]); }, [kept]);
  const type = (next) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      try { setWrong((await calmly("/api/rules", view, {rule, text: next})).problems); } catch { setWrong([]); }
    }, 150);
  };
  const save = () => {
    if (text === kept) return;
    const list = text.split("\n").map((line) => line.trim()).filter(Boolean);
    set([rule], list.length ? list : null, now, rule);
  };
  const id = `rule-${rule}`;
  return html`<div class="rule"><label for=${id}>${rule} <span class="why">${SAYS[rule]}</span></label>
    <textarea id=${id} rows=${Math.max(1, text.split("\n").length)} value=${text} spellcheck="false" autocapitalize="off"
      aria-invalid=${wrong.some((one) => one.severity === "error")} aria-describedby=${`${id}-wrong`}
      onInput=${(event) => type(event.target.value)} onBlur=${save}></textarea>
    <div id=${`${id}-wrong`} role="status">${wrong.map((one) => html`<p class="wrong">line ${one.line}: ${one.message}${one.hint && html` <em>${one.hint}</em>`}</p>`)}</div></div>`;
}
