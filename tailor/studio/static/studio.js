// The studio: what it shows, and what happens on each change. Files stay the truth; this page only asks and shows.

import {html, render, useCallback, useEffect, useRef, useState} from "./vendor/preact.js";
import {get, listen, wish} from "./api.js";
import {Page} from "./page.js";
import {Target} from "./target.js";
import {Item} from "./item.js";
import {LeftOut} from "./leftout.js";
import {Compare, Export, History, Posting, Problems, Source} from "./panels.js";

const PANELS = [
  ["target", "Target"], ["out", "Left out"], ["posting", "Posting"], ["source", "Files"], ["history", "History"],
];

function Studio() {
  const [space, setSpace] = useState(null);
  const [view, setView] = useState(null);
  const [page, setPage] = useState(null);
  const [before, setBefore] = useState(null);
  const [target, setTarget] = useState(null);
  const [chosen, setChosen] = useState(null);
  const [panel, setPanel] = useState("target");
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState(null);
  const [comparing, setComparing] = useState(false);
  const last = useRef(null);

  const showPage = useCallback((next) => {
    if (next.ok && last.current?.ok) setBefore(changes(last.current, next));
    if (next.ok) last.current = next;
    setPage((old) => (next.ok ? next : {...(old || {}), ok: false, problems: next.problems}));
  }, []);

  const guarded = useCallback(async (work) => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      if (error.overtaken) return null;
      if (error.conflict) setNotice({kind: "conflict", ...error.conflict});
      else setNotice({kind: "error", problems: error.problems || [{message: error.message}]});
      return null;
    } finally {
      setBusy(false);
    }
  }, []);

  const loadTarget = useCallback(async (name) => {
    setTarget(await get(`/api/target/${encodeURIComponent(name)}`));
  }, []);

  const look = useCallback((next) => guarded(async () => {
    const [fresh] = await Promise.all([wish("/api/page", next), loadTarget(next.target)]);
    showPage(fresh);
  }), []);

  useEffect(() => {
    guarded(async () => {
      const found = await get("/api/workspace");
      setSpace(found);
      const first = found.targets.find((one) => one.own) || found.targets[0];
      setView({profile: found.profile, target: first?.name || "", template: null});
    });
  }, []);

  useEffect(() => { if (view?.target) look(view); }, [view]);

  useEffect(() => view && listen((event) => {
    setNotice({kind: "saved", files: event.files});
    look(view);
  }), [view]);

  /** Save edits as one step and show the page that they make. */
  const edit = useCallback((edits, label, typing = "") => guarded(async () => {
    const answer = await wish("/api/edit", view, {edits, label, typing});
    setNotice(null);
    showPage(answer.page);
    loadTarget(view.target);
    return answer;
  }), [view]);

  const go = useCallback((way, more = {}) => guarded(async () => {
    const answer = await wish(`/api/${way}`, view, more);
    setNotice(answer.step ? {kind: "done", words: answer.label} : {kind: "done", words: `nothing to ${way}`});
    showPage(answer.page);
    loadTarget(view.target);
  }), [view]);

  useEffect(() => {
    const keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      if (event.target.matches("textarea, input[type=text]")) return;
      event.preventDefault();
      go(event.shiftKey ? "redo" : "undo");
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, [go]);

  if (!space || !view) return html`<${Notice} notice=${notice} /><p class="wait">Opening the workspace …</p>`;
  const items = page?.items || [];
  const item = items.find((one) => one.id === chosen) || null;
  return html`
    <header class="bar">
      <h1>tailor <span>studio</span></h1>
      <${Choice} label="Profile" value=${view.profile} options=${space.profiles}
        pick=${(profile) => setView({...view, profile})} />
      <${Choice} label="Target" value=${view.target} options=${space.targets.map((one) => one.name)}
        pick=${(target) => { setChosen(null); setView({...view, target}); }} />
      <${Choice} label="Template" value=${view.template || page?.template || ""} options=${space.templates}
        pick=${(template) => setView({...view, template})} />
      <span class="spring"></span>
      <button onClick=${() => go("undo")} title="Undo (Ctrl+Z)">Undo</button>
      <button onClick=${() => go("redo")} title="Redo (Ctrl+Shift+Z)">Redo</button>
      <button aria-pressed=${comparing} onClick=${() => setComparing(!comparing)}>Compare</button>
      <${Export} view=${view} page=${page} guarded=${guarded} />
    </header>
    <${Notice} notice=${notice} close=${() => setNotice(null)} edit=${edit} />
    <main class=${comparing ? "comparing" : ""}>
      <section class="side" aria-label="What decides the page">
        <nav role="tablist" aria-label="Panels">
          ${PANELS.map(([key, words]) => html`<button role="tab" id=${`tab-${key}`} aria-selected=${panel === key}
            aria-controls="panel" onClick=${() => setPanel(key)}>${words}</button>`)}
        </nav>
        <div id="panel" role="tabpanel" aria-labelledby=${`tab-${panel}`} tabindex="0">
          ${panel === "target" && target && html`<${Target} target=${target} items=${items} edit=${edit} />`}
          ${panel === "out" && html`<${LeftOut} items=${items} view=${view} edit=${edit} choose=${setChosen}
            target=${target} guarded=${guarded} />`}
          ${panel === "posting" && html`<${Posting} view=${view} space=${space} guarded=${guarded}
            opened=${async (name) => { setSpace(await get("/api/workspace")); setView({...view, target: name}); setPanel("target"); }} />`}
          ${panel === "source" && html`<${Source} view=${view} edit=${edit} key=${view.target} />`}
          ${panel === "history" && html`<${History} page=${page} go=${go} />`}
        </div>
      </section>
      ${comparing
        ? html`<${Compare} view=${view} space=${space} page=${page} guarded=${guarded} />`
        : html`<${Page} page=${page} busy=${busy} chosen=${chosen} choose=${setChosen} changed=${before} />`}
      <section class="side detail" aria-label="The chosen item">
        <${Item} item=${item} items=${items} view=${view} target=${target} edit=${edit} guarded=${guarded} choose=${setChosen} />
        <${Changed} changed=${before} items=${items} choose=${setChosen} />
        <${Problems} problems=${page?.problems || []} ok=${page?.ok} />
      </section>
    </main>`;
}

function Choice({label, value, options, pick}) {
  return html`<label class="choice"><span>${label}</span>
    <select value=${value} onChange=${(event) => pick(event.target.value)}>
      ${options.map((one) => html`<option value=${one} selected=${one === value}>${one}</option>`)}
    </select></label>`;
}

function Notice({notice, close, edit}) {
  if (!notice) return html`<div class="notices" role="status" aria-live="polite"></div>`;
  const words = {
    saved: () => `Saved by an editor: ${notice.files.join(", ")}. The page is up to date.`,
    done: () => notice.words,
    error: () => notice.problems.map((one) => html`<p>${where(one)}${one.message}${one.hint && html` <em>${one.hint}</em>`}</p>`),
    conflict: () => html`<p>${notice.file} changed meanwhile, so nothing was overwritten.</p>
      <dl><dt>Now</dt><dd>${JSON.stringify(notice.now)}</dd><dt>Yours</dt><dd>${JSON.stringify(notice.yours)}</dd></dl>
      <button onClick=${() => edit([{file: notice.file, op: "set", path: notice.path, value: notice.yours, was: notice.now}], "keep mine")}>
        Use mine</button>`,
  }[notice.kind]();
  return html`<div class=${`notices ${notice.kind}`} role=${notice.kind === "error" || notice.kind === "conflict" ? "alert" : "status"} aria-live="polite">
    ${words}<button class="close" aria-label="Close this message" onClick=${close}>×</button></div>`;
}

const where = (one) => (one.file ? html`<code>${one.file}:${one.line}:${one.column}</code> ` : "");

function Changed({changed, items, choose}) {
  if (!changed || (!changed.in.length && !changed.out.length)) return null;
  const named = (id) => items.find((one) => one.id === id);
  const row = (id) => {
    const item = named(id);
    return html`<li><button class="link" onClick=${() => choose(id)}>${short(item?.text || id)}</button>
      ${item && html` <span class="why">${item.reason}</span>`}</li>`;
  };
  return html`<section class="changed" aria-live="polite"><h2>What changed</h2>
    ${changed.in.length > 0 && html`<h3>In</h3><ul class="in">${changed.in.map(row)}</ul>`}
    ${changed.out.length > 0 && html`<h3>Out</h3><ul class="out">${changed.out.map(row)}</ul>`}</section>`;
}

export const short = (text, most = 90) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** What left and what came between two pages, headings left out. */
function changes(old, now) {
  const shown = (page) => new Set(page.items.filter((one) => one.shown && !["section", "header"].includes(one.kind)).map((one) => one.id));
  const [a, b] = [shown(old), shown(now)];
  return {in: [...b].filter((id) => !a.has(id)), out: [...a].filter((id) => !b.has(id)), at: Date.now()};
}

render(html`<${Studio} />`, document.getElementById("studio"));
