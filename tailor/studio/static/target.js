// The target: weights as sliders, sections in order with their limits, and the rules as text.

import {html, useEffect, useState} from "./vendor/preact.js";

export function Target({target, items, edit}) {
  const data = target.data || {};
  const file = `target:${target.name}`;
  const set = (path, value, was, label, typing) => edit([{file, op: value === null ? "remove" : "set", path, value, was}], label, typing);
  return html`<div class="target">
    <h2>${data.title || target.name}</h2>
    ${!target.own && html`<p class="hint">This target ships with tailor. The first change makes a copy in your own folder.</p>`}
    <h3>What it wants</h3>
    <${Wants} want=${data.want || {}} items=${items} set=${set} />
    <h3>Sections</h3>
    <${Sections} target=${target} items=${items} edit=${edit} file=${file} set=${set} />
    <h3>Rules</h3>
    ${["pin", "require", "exclude", "drop"].map((rule) => html`<${Rules} key=${rule} rule=${rule} now=${data[rule]} set=${set} problems=${target.problems} />`)}
    <h3>The page</h3>
    <${Settings} data=${data} set=${set} />
  </div>`;
}

function Wants({want, items, set}) {
  const [adding, setAdding] = useState("");
  const known = [...new Set(items.flatMap((one) => [...one.tags, ...one.inherited]))].filter((tag) => !(tag in want)).sort();
  const add = () => { if (adding.trim()) { set(["want", adding.trim()], "3", undefined, `want ${adding.trim()}`); setAdding(""); } };
  return html`<div class="wants">
    ${Object.entries(want).map(([tag, weight]) => html`<${Weight} key=${tag} tag=${tag} weight=${weight} set=${set} />`)}
    <form onSubmit=${(event) => { event.preventDefault(); add(); }}>
      <label>Add a tag <input list="known-tags" value=${adding} onInput=${(event) => setAdding(event.target.value)} /></label>
      <datalist id="known-tags">${known.map((tag) => html`<option value=${tag} />`)}</datalist>
      <button>Add</button>
    </form></div>`;
}

function Weight({tag, weight, set}) {
  const [now, setNow] = useState(Number(weight));
  useEffect(() => setNow(Number(weight)), [weight]);
  const id = `want-${tag.replace(/\W/g, "-")}`;
  return html`<div class="weight"><label for=${id}>${tag}</label>
    <input id=${id} type="range" min="-5" max="10" step="0.5" value=${now} onInput=${(event) => setNow(Number(event.target.value))}
      onChange=${(event) => set(["want", tag], String(Number(event.target.value)), weight, `weight of ${tag}`)} />
    <output for=${id}>${now}</output>
    <button class="small" aria-label=${`Stop wanting ${tag}`} onClick=${() => set(["want", tag], null, weight, `no longer want ${tag}`)}>×</button></div>`;
}

function Sections({target, items, edit, file, set}) {
  const named = Object.keys(target.data?.sections || {});
  const present = [...new Set(items.filter((one) => one.kind === "section").map((one) => one.section))];
  const order = named.length ? named : present;
  const rest = present.filter((name) => !order.includes(name));
  const move = (from, to) => {
    if (to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    const edits = named.length
      ? [{file, op: "reorder", path: ["sections"], value: next, was: target.data.sections}]
      : [{file, op: "set", path: ["sections"], value: Object.fromEntries(next.map((name) => [name, {}]))}];
    edit(edits, "order of sections");
  };
  const [dragged, setDragged] = useState(null);
  return html`<ol class="sections">${order.map((name, index) => {
    const rule = target.data?.sections?.[name];
    return html`<li key=${name} draggable="true" onDragStart=${() => setDragged(index)} onDragOver=${(event) => event.preventDefault()}
        onDrop=${() => { move(dragged, index); setDragged(null); }}>
      <span class="grip" aria-hidden="true">⠿</span><span class="name">${name}</span>
      <button class="small" aria-label=${`Move ${name} up`} disabled=${index === 0} onClick=${() => move(index, index - 1)}>↑</button>
      <button class="small" aria-label=${`Move ${name} down`} disabled=${index === order.length - 1} onClick=${() => move(index, index + 1)}>↓</button>
      ${["min", "max"].map((limit) => html`<label>${limit} <input type="number" min="0" max="99" value=${rule?.[limit] ?? ""}
        onChange=${(event) => set(["sections", name, limit], event.target.value || null, rule?.[limit] ?? null, `${limit} of ${name}`)} /></label>`)}
      ${named.length > 0 && html`<button class="small" aria-label=${`Hide ${name}`} onClick=${() => set(["sections", name], null, rule, `hide ${name}`)}>hide</button>`}
    </li>`;
  })}</ol>
  ${rest.length > 0 && html`<p class="hint">Hidden: ${rest.map((name) => html`<button class="small" onClick=${() => set(["sections", name], {}, null, `show ${name}`)}>show ${name}</button> `)}</p>`}`;
}

function Rules({rule, now, set, problems}) {
  const lines = (Array.isArray(now) ? now : now ? [now] : []).join("\n");
  const [text, setText] = useState(lines);
  useEffect(() => setText(lines), [lines]);
  const save = () => {
    if (text === lines) return;
    const list = text.split("\n").map((line) => line.trim()).filter(Boolean);
    set([rule], list.length ? list : null, now ?? null, rule);
  };
  const wrong = (problems || []).filter((one) => one.message.includes(rule));
  return html`<label class="rule">${rule}<textarea rows=${Math.max(1, text.split("\n").length)} value=${text} spellcheck="false"
    aria-invalid=${wrong.length > 0} onInput=${(event) => setText(event.target.value)} onBlur=${save}></textarea>
    ${wrong.map((one) => html`<span class="wrong">${one.message} ${one.hint}</span>`)}</label>`;
}

function Settings({data, set}) {
  return html`<div class="settings">
    <label>Pages <select value=${data.pages || "1"} onChange=${(event) => set(["pages"], event.target.value, data.pages ?? null, "pages")}>
      ${["1", "2", "any"].map((one) => html`<option value=${one} selected=${one === (data.pages || "1")}>${one}</option>`)}</select></label>
    <label>Language <input value=${data.locale || ""} size="6" placeholder="profile's"
      onChange=${(event) => set(["locale"], event.target.value || null, data.locale ?? null, "language")} /></label>
  </div>`;
}
