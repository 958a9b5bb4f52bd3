// The smaller panels: problems, files as text, history, posting, comparing and exporting.

import {html, useEffect, useState} from "./vendor/preact.js";
import {get, wish} from "./api.js";

export function Problems({problems, ok}) {
  if (!problems.length) return null;
  return html`<section class="problems"><h2>${ok === false ? "Why there is no new page" : "Remarks"}</h2><ul>
    ${problems.map((one) => html`<li class=${one.severity}>${one.file && html`<code>${one.file}:${one.line}:${one.column}</code> `}${one.message}
      ${one.hint && html`<br /><em>${one.hint}</em>`}</li>`)}</ul></section>`;
}

export function Source({view, edit}) {
  const files = [`target:${view.target}`, `profile:${view.profile}`, "config"];
  const [file, setFile] = useState(files[0]);
  const [known, setKnown] = useState("");
  const [text, setText] = useState("");
  useEffect(() => {
    get(`/api/source?file=${encodeURIComponent(file)}`).then((found) => { setKnown(found.text); setText(found.text); });
  }, [file]);
  const save = async () => {
    if (await edit([{file, op: "text", value: text, was: known}], `edit ${file}`)) setKnown(text);
  };
  return html`<div class="source"><label>File <select value=${file} onChange=${(event) => setFile(event.target.value)}>
      ${files.map((one) => html`<option value=${one}>${one}</option>`)}</select></label>
    <label>Text<textarea rows="28" spellcheck="false" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
    <button disabled=${text === known} onClick=${save}>Save</button></div>`;
}

export function History({page, go}) {
  const [steps, setSteps] = useState([]);
  useEffect(() => { get("/api/history").then(setSteps); }, [page]);
  return html`<div class="history"><h2>History</h2><p class="hint">Going back is a step too: nothing is lost.</p><ol reversed>
    ${steps.map((step) => html`<li key=${step.number}><span>${step.label}</span> <time>${new Date(step.when).toLocaleString()}</time>
      <button class="small" onClick=${() => go("restore", {step: step.number})}>back to here</button></li>`)}</ol></div>`;
}

export function Posting({view, space, guarded, opened}) {
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(null);
  const [gaps, setGaps] = useState(null);
  const ask = () => guarded(async () => setDraft(await wish("/api/posting", view, {text, label: name || "new"}, false)));
  const keep = () => guarded(async () => { await wish("/api/posting/keep", view, {text, label: name}, false); opened(name); });
  useEffect(() => { get(`/api/gaps?profile=${view.profile}&target=${view.target}`).then(setGaps, () => setGaps(null)); }, [view.target, view.profile]);
  return html`<div class="posting"><h2>A posting</h2>
    <label>Paste it, or drop a file<textarea rows="12" value=${text} onInput=${(event) => setText(event.target.value)}
      onDragOver=${(event) => event.preventDefault()}
      onDrop=${async (event) => { const [file] = event.dataTransfer.files; if (file) { event.preventDefault(); setText(await file.text()); } }}></textarea></label>
    <label>Name of the target <input value=${name} onInput=${(event) => setName(event.target.value)} placeholder="acme" /></label>
    <button disabled=${!text.trim()} onClick=${ask}>Draft a target</button>
    ${draft && html`<section><h3>Draft</h3><pre>${draft.yaml}</pre>
      <h3>What it asks for and the profile does not show</h3><ul>${(draft.gaps || []).map((gap) => html`<li>${gap}</li>`)}</ul>
      <button disabled=${!name.trim()} onClick=${keep}>Keep as targets/${name || "…"}.yaml</button></section>`}
    ${gaps && gaps.length > 0 && html`<h3>Gaps of ${view.target}</h3><ul>${gaps.map((gap) => html`<li>${gap}</li>`)}</ul>`}</div>`;
}

export function Compare({view, space, page, guarded}) {
  const [other, setOther] = useState(space.targets.find((one) => one.name !== view.target)?.name || view.target);
  const [right, setRight] = useState(null);
  useEffect(() => { guarded(async () => setRight(await wish("/api/page", {...view, target: other}, {}, false))); }, [other, view.profile, view.template, page?.picture]);
  const ids = (one) => new Set((one?.items || []).filter((item) => item.shown).map((item) => item.id));
  const [a, b] = [ids(page), ids(right)];
  return html`<section class="compare" aria-label="Two pages side by side">
    <label>Beside <select value=${other} onChange=${(event) => setOther(event.target.value)}>
      ${space.targets.map((one) => html`<option value=${one.name} selected=${one.name === other}>${one.name}</option>`)}</select></label>
    <div class="pair"><${Sheets} page=${page} only=${b} name=${view.target} /><${Sheets} page=${right} only=${a} name=${other} /></div></section>`;
}

function Sheets({page, only, name}) {
  if (!page?.pages) return html`<p class="wait">…</p>`;
  return html`<figure><figcaption>${name}</figcaption>${page.pages.map((sheet) => html`<div class="sheet small-sheet">
    <img src=${`/api/picture/${page.picture}/${sheet.number}?width=1000`} alt=${`Page ${sheet.number} of ${name}`} />
    ${sheet.boxes.filter((box) => !only.has(box.item)).map((box) => html`<span class="differs" style=${{
      left: `${100 * box.x / page.paper.width}%`, top: `${100 * box.y / page.paper.height}%`,
      width: `${100 * box.w / page.paper.width}%`, height: `${100 * box.h / page.paper.height}%`}}></span>`)}</div>`)}</figure>`;
}

export function Export({view, page, guarded}) {
  const formats = ["pdf", "tex", "json", "txt", "md", "html", "png", "docx"];
  const take = (format) => guarded(async () => {
    if (format === "print") { open(`/api/pdf/${page.picture}`, "_blank", "noopener"); return; }
    const query = new URLSearchParams({profile: view.profile, target: view.target, template: view.template || "", format});
    const answer = await fetch(`/api/export?${query}`);
    if (!answer.ok) throw Object.assign(new Error("refused"), await answer.json());
    const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(await answer.blob()), download: `${view.profile}-${view.target}.${format}`});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  return html`<label class="choice"><span>Export</span><select disabled=${!page?.ok} onChange=${(event) => { if (event.target.value) take(event.target.value); event.target.value = ""; }}>
    <option value="">…</option><option value="print">open the PDF to print</option>
    ${formats.map((one) => html`<option value=${one}>${one}</option>`)}</select></label>`;
}
