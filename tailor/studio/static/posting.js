// A posting: the target that it comes to, the phrases that this rests on, and the gaps, with a place to write the evidence.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";
import {ask, calmly, get} from "./api.js";
import {short} from "./data.js";

export function Posting({view, items, page, guarded, edit, opened, space}) {
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(null);
  const [kept, setKept] = useState(null);
  const drafting = () => guarded(async () => setDraft(await calmly("/api/posting", view, {text, label: name})));
  const made = useRef(null);
  const [drafts, setDrafts] = useState(0);
  useEffect(() => { if (drafts) reveal(made.current); }, [drafts]);
  const draftNow = async () => { await drafting(); setDrafts(drafts + 1); };
  const keep = () => guarded(async () => {
    const found = await ask("/api/posting/keep", view, {text, label: name.trim()});
    setDraft(null);
    setText("");
    opened(found.target);
  });
  useEffect(() => { get("/api/gaps", {profile: view.profile, target: view.target}).then(setKept, () => setKept(null)); }, [view, page?.picture]);
  useEffect(() => { if (draft) drafting(); }, [page?.items]);
  const take = async (file) => { if (file) { setText(await file.text()); setDraft(null); } };
  const drop = (event) => { const [file] = event.dataTransfer.files; if (file) { event.preventDefault(); take(file); } };
  return html`<div class="posting" onDragOver=${(event) => event.preventDefault()} onDrop=${drop}><h2>A posting</h2>
    ${!space.targets.some((one) => one.own) && html`<p class="hint">You have no target of your own yet; the page shown is for an example, ${view.target}. Paste the posting that you apply to: a target is drafted from it.</p>`}
    <label>Paste it, or drop a file here (text, or a saved web page)<textarea rows=${draft || (kept?.posting && !text) ? 3 : 10} value=${text} onInput=${(event) => { setText(event.target.value); setDraft(null); }}></textarea></label>
    <label>Or choose a file <input type="file" accept=".txt,.md,.html,.htm,text/*" onChange=${(event) => take(event.target.files[0])} /></label>
    <button disabled=${!text.trim()} onClick=${draftNow}>Draft a target</button>
    ${draft && html`<section ref=${made} aria-label="The draft"><h3>${draft.title || "Draft"}: what it asks for</h3>
      <ul class="asks">${draft.wishes.map((one) => html`<li key=${one.tag}><b>${one.tag}</b> ${one.weight}${one.says.map((said) => html`<${Phrase} said=${said} />`)}</li>`)}</ul>
      <${Gaps} gaps=${draft.gaps} title="What the profile does not show" view=${view} items=${items} edit=${edit} />
      <details><summary>The target as a file</summary><pre tabindex="0">${draft.yaml}</pre></details>
      <label>Name of the target <input value=${name} autocomplete="off" onInput=${(event) => setName(event.target.value)} /></label>
      <button disabled=${!name.trim()} onClick=${keep}>Keep as targets/${name.trim() || "…"}.yaml</button></section>`}
    ${!draft && kept?.posting && html`<${Gaps} gaps=${kept.gaps} title=${`Gaps of ${view.target}`} view=${view} items=${items} edit=${edit} />`}</div>`;
}

/** Bring a part of the panel into sight; the page beside it stays where it is. */
function reveal(part) {
  const side = part?.closest(".side");
  side?.scrollBy(0, part.getBoundingClientRect().top - side.getBoundingClientRect().top);
}

function Phrase({said}) {
  return html`<p class="why">${said.text.slice(0, said.start)}<mark>${said.text.slice(said.start, said.end)}</mark>${said.text.slice(said.end)}</p>`;
}

function Gaps({gaps, title, view, items, edit}) {
  if (!gaps.length) return html`<h3>${title}</h3><p class="hint">Nothing: the profile shows all that it asks for.</p>`;
  return html`<h3>${title}</h3><ul class="gaps">${gaps.map((gap) => html`<li key=${gap.tag}><b>${gap.name}</b>${gap.ask === "nice" ? html` <span class="why">nice to have</span>` : ""}${gap.tool ? html` <span class="why">only a tool names it</span>` : ""}
    ${gap.says.map((said) => html`<${Phrase} said=${said} />`)}<${Evidence} gap=${gap} view=${view} items=${items} edit=${edit} /></li>`)}</ul>`;
}

function Evidence({gap, view, items, edit}) {
  const parents = new Set(items.filter((one) => one.kind === "bullet" && one.entry).map((one) => one.entry));
  const entries = items.filter((one) => parents.has(one.id) && one.path);
  const [text, setText] = useState("");
  const [entry, setEntry] = useState("");
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => { if (open) box.current?.focus(); }, [open]);
  const write = async (event) => {
    event.preventDefault();
    const at = entries.find((one) => one.id === (entry || entries[0]?.id));
    if (!at || !text.trim()) return;
    const file = `profile:${view.profile}`, path = [...at.path, "bullets"];
    const {value} = await get("/api/value", {file, path: JSON.stringify(path)});
    const bullet = {text: text.trim(), tags: [gap.tag]};
    const count = Array.isArray(value) ? value.length : 0;
    const one = count ? {file, op: "set", path: [...path, count], value: bullet, was: null} : {file, op: "set", path, value: [bullet], was: value};
    if (await edit([one], `evidence of ${gap.name}`)) setText("");
  };
  if (!open) return html`<button class="small" onClick=${() => setOpen(true)}>I have evidence of ${gap.name}</button>`;
  return html`<form class="evidence" onSubmit=${write}>
    <label>What you did <textarea ref=${box} rows="2" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
    <label>Where <select value=${entry || entries[0]?.id} onChange=${(event) => setEntry(event.target.value)}>
      ${entries.map((one) => html`<option key=${one.id} value=${one.id}>${short(one.text || one.id, 60)}</option>`)}</select></label>
    <button disabled=${!text.trim()}>Add to the profile</button></form>`;
}
