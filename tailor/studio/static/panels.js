// The smaller panels: messages, problems, files as text, history, exporting.

import {html, useEffect, useState} from "./vendor/preact.js";
import {get} from "./api.js";
import {short} from "./data.js";

const where = (one) => (one.file ? html`<code>${one.file}:${one.line}:${one.column}</code> ` : "");

const FEW = 5;

export function Problems({problems, ok}) {
  if (!problems.length) return null;
  const line = (one) => html`<li class=${one.severity}>${where(one)}${one.message}${one.hint && html`<br /><em>${one.hint}</em>`}</li>`;
  const first = ok === false ? problems : problems.slice(0, FEW), rest = problems.slice(first.length);
  return html`<section class="problems" role=${ok === false ? "alert" : undefined} aria-label="Problems"><h2>${ok === false ? "Why there is no new page" : "Remarks"}</h2>
    <ul>${first.map(line)}</ul>
    ${rest.length > 0 && html`<details><summary>${rest.length} more remarks</summary><ul>${rest.map(line)}</ul></details>`}</section>`;
}

export function Notice({notice, close, again}) {
  if (!notice) return html`<div class="notices" role="status" aria-live="polite"></div>`;
  const urgent = notice.kind === "error" || notice.kind === "conflict";
  const words = {
    saved: () => html`<p>Saved by an editor: ${notice.files.join(", ")}. The page is up to date.</p>`,
    done: () => html`<p>${notice.words}</p>`,
    error: () => notice.problems.map((one) => html`<p>${where(one)}${one.message}${one.hint && html` <em>${one.hint}</em>`}</p>`),
    conflict: () => html`<p>${notice.file}${notice.path.length ? ` (${notice.path.join(".")})` : ""} was changed meanwhile, so nothing was overwritten.</p>
      <dl><dt>There now</dt><dd>${said(notice.now)}</dd><dt>Yours</dt><dd>${said(notice.yours)}</dd></dl>
      <p class="acts"><button onClick=${() => again(notice)}>Use mine</button><button onClick=${close}>Keep what is there</button></p>`,
  }[notice.kind]();
  return html`<div class=${`notices ${notice.kind}`} role=${urgent ? "alert" : "status"} aria-live="polite">
    ${words}<button class="close small" aria-label="Close this message" onClick=${close}>×</button></div>`;
}

const said = (value) => (value === null ? "nothing" : short(typeof value === "string" ? value : JSON.stringify(value), 400));

/** What is shown of a file after it was read (again): what was typed meanwhile stays, and what it was typed over. */
function taken(old, file, text) {
  if (old.file !== file || old.text === old.known) return {file, known: text, text};
  return old.text === text ? {...old, known: text} : old;
}

export function Source({view, page, edit}) {
  const files = [[`target:${view.target}`, `target ${view.target}`], [`profile:${view.profile}`, `profile ${view.profile}`],
    [`letter:${view.target}`, `letter to ${view.target}`], ["config", "tailor.yaml"]];
  const [file, setFile] = useState(files[0][0]);
  const [shown, setShown] = useState({file: "", known: "", text: ""});
  const read = shown.file === file, {known, text} = read ? shown : {known: "", text: ""};
  useEffect(() => {
    let here = true;
    get("/api/source", {file}).then((found) => here && setShown((old) => taken(old, file, found.text)), () => {});
    return () => { here = false; };
  }, [page, file]);
  const type = (event) => setShown({file, known, text: event.target.value});
  const save = async () => {
    if (await edit([{file, op: "text", value: text, was: known}], `edit ${file}`)) setShown((old) => (old.file === file ? {...old, known: text} : old));
  };
  const keys = (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); } };
  return html`<div class="source"><label class="pick"><span>File</span><select value=${file} onChange=${(event) => setFile(event.target.value)}>
      ${files.map(([one, words]) => html`<option key=${one} value=${one} selected=${one === file}>${words}</option>`)}</select></label>
    <label>Text<textarea rows="28" spellcheck="false" disabled=${!read} value=${text} onKeyDown=${keys} onInput=${type}></textarea></label>
    <button disabled=${text === known} onClick=${save}>Save</button></div>`;
}

export function History({page, go}) {
  const [steps, setSteps] = useState([]);
  useEffect(() => { get("/api/history").then(setSteps, () => {}); }, [page]);
  return html`<div class="history"><h2>History</h2><p class="hint">Going back is a step too: nothing is lost.</p>
    ${!steps.length && html`<p class="hint">Nothing was changed yet.</p>`}<ol reversed>
    ${steps.map((step, index) => html`<li key=${step.number}><span>${step.label}</span> <time datetime=${step.when}>${new Date(step.when).toLocaleString()}</time>
      ${index > 0 && html`<button class="small" aria-label=${`back to here: ${step.label}`} onClick=${() => go("restore", {step: step.number})}>back to here</button>`}</li>`)}</ol>
    ${steps.length > 0 && html`<button class="small" onClick=${() => go("restore", {step: 0})}>back to before all of this</button>`}</div>`;
}

export function Export({view, space, page, guarded}) {
  const take = (format) => guarded(async () => {
    if (format === "print") { print(page); return; }
    const answer = await fetch(`/api/export?${new URLSearchParams({profile: view.profile, target: view.target, format})}`);
    if (!answer.ok) throw Object.assign(new Error("refused"), await answer.json());
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))?.[1] || `${view.target}.${format}`;
    const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(await answer.blob()), download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  return html`<label class="choice"><span>Export</span><select disabled=${!page?.ok} value="" onChange=${(event) => { const format = event.target.value; event.target.value = ""; if (format) take(format); }}>
    <option value="">as …</option><option value="print">print (opens the PDF)</option>
    ${space.formats.map((one) => html`<option key=${one.name} value=${one.name}>${one.name}: ${one.label}</option>`)}</select></label>`;
}

/** What is printed is the PDF itself, not a picture of it. */
export function print(page) {
  if (page?.picture) open(`/api/pdf/${page.picture}`, "_blank", "noopener");
}
