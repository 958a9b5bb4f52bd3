// The studio: what it shows, and what happens on each change. Files stay the truth; this page only asks and shows.

import {html, render, useCallback, useEffect, useRef, useState} from "./vendor/preact.js";
import {ask, get, listen, wish} from "./api.js";
import {changes, edited, short} from "./data.js";
import {Page} from "./page.js";
import {Target} from "./target.js";
import {Item} from "./item.js";
import {Items, LeftOut} from "./leftout.js";
import {Posting} from "./posting.js";
import {Compare} from "./compare.js";
import {Export, History, Notice, Problems, Source, print} from "./panels.js";

const PANELS = [
  ["target", "Target"], ["out", "Left out"], ["items", "Items"], ["posting", "Posting"], ["source", "Files"], ["history", "History"],
];

const WAITS = 250;
/** Milliseconds after which a change that is not shown yet is said to be under way. */

function Studio() {
  const [space, setSpace] = useState(null);
  const [view, setView] = useState(null);
  const [page, setPage] = useState(null);
  const [changed, setChanged] = useState(null);
  const [target, setTarget] = useState(null);
  const [chosen, setChosen] = useState(null);
  const [panel, setPanel] = useState("target");
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState(null);
  const [comparing, setComparing] = useState(false);
  const last = useRef(null), under = useRef(0), trail = useRef(null);

  const show = useCallback((answer, of = answer?.target?.name) => {
    if (!answer?.page) return;
    const {page: next} = answer;
    if (answer.target) setTarget(answer.target);
    if (next.ok) {
      const difference = last.current && last.current.of === of ? changes(last.current.page, next) : null;
      if (!difference || difference.in.length || difference.out.length) setChanged(difference);
      last.current = {page: next, of};
    }
    setPage((old) => (next.ok ? next : {...(old || {}), ok: false, problems: next.problems}));
  }, []);

  const guarded = useCallback(async (work) => {
    under.current += 1;
    const timer = setTimeout(() => setBusy(true), WAITS);
    try {
      return await work();
    } catch (error) {
      if (error.overtaken) return null;
      if (error.conflict) setNotice({kind: "conflict", ...error.conflict});
      else setNotice({kind: "error", problems: error.problems || [{message: error.message}]});
      return null;
    } finally {
      clearTimeout(timer);
      under.current -= 1;
      if (!under.current) setBusy(false);
    }
  }, []);

  const look = useCallback((next) => guarded(async () => show(await wish("/api/page", next))), []);

  useEffect(() => {
    guarded(async () => {
      const found = await get("/api/workspace");
      setSpace(found);
      if (!found.targets.some((one) => one.own)) setPanel("posting");  // whose first target begins with a posting
      const first = found.targets.find((one) => one.own) || found.targets[0];
      setView({profile: found.profile, target: first?.name || "", template: null});
    });
  }, []);

  useEffect(() => { if (view?.target) look(view); }, [view]);

  /** A page is shown as soon as it is found; once its picture is there, the server is asked to prove it. */
  useEffect(() => {
    if (!page?.ok || !page.proving) return undefined;
    let here = true;
    const prove = async () => {
      try {
        const answer = await ask("/api/proof", view);
        if (here) show(answer, view.target);
      } catch (error) {
        if (here && !error.overtaken) setNotice({kind: "error", problems: error.problems || [{message: error.message}]});
      }
    };
    const picture = document.querySelector(".paper img");
    (picture ? picture.decode().catch(() => {}) : Promise.resolve()).then(() => here && prove());
    return () => { here = false; };
  }, [page]);

  useEffect(() => view && listen((event) => {
    if (!event.by) setNotice((old) => (old?.kind === "conflict" ? old : {kind: "saved", files: event.files}));
    look(view);
  }), [view]);

  /** Save edits as one step and show the page that they make; null where they were refused. */
  const edit = useCallback((edits, label, typing = "") => {
    const own = edits.filter((one) => one.file === `target:${view.target}`);
    if (own.length) setTarget((old) => ({...old, data: own.reduce(edited, old.data)}));
    return guarded(async () => {
      try {
        const answer = await wish("/api/edit", view, {edits, label, typing});
        setNotice((old) => (old?.kind === "conflict" ? old : null));
        show(answer);
        return answer;
      } catch (error) {
        if (!error.overtaken) look(view);
        throw error;
      }
    });
  }, [view]);

  const go = useCallback((way, more = {}) => guarded(async () => {
    const answer = await wish(`/api/${way}`, view, more);
    setNotice({kind: "done", words: answer.step ? answer.label : `there is nothing to ${way}`});
    show(answer);
  }), [view]);

  useEffect(() => {
    const keys = (event) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key === "p") { event.preventDefault(); print(last.current?.page); }
      if ((key !== "z" && key !== "y") || event.target.matches("textarea, input:not([type=range])")) return;
      event.preventDefault();
      go(event.shiftKey || key === "y" ? "redo" : "undo");
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, [go]);

  if (!space || !view) return html`<main><h1>tailor studio</h1><${Notice} notice=${notice} close=${() => setNotice(null)} /><p class="wait">Opening the workspace …</p></main>`;
  const items = page?.items || [];
  const item = chosenItem(items, chosen, trail);
  const shared = {items, view, page, target, edit, guarded, choose: setChosen, space};
  const opened = async (name) => { setSpace(await get("/api/workspace")); setChosen(null); setView({...view, target: name}); };
  const shows = {
    target: () => target && html`<${Target} ...${shared} />`,
    out: () => html`<${LeftOut} ...${shared} />`,
    items: () => html`<${Items} ...${shared} />`,
    posting: () => html`<${Posting} ...${shared} opened=${opened} />`,
    source: () => html`<${Source} ...${shared} key=${`${view.profile} ${view.target}`} />`,
    history: () => html`<${History} page=${page} go=${go} />`,
  };
  return html`
    <header class="bar">
      <h1>tailor <span>studio</span></h1>
      <${Choice} label="Profile" value=${view.profile} options=${space.profiles}
        pick=${(profile) => { setChosen(null); last.current = null; setView({...view, profile}); }} />
      <${Choice} label="Target" value=${view.target} options=${space.targets.map((one) => one.name)}
        pick=${(next) => { setChosen(null); setView({...view, target: next}); }} />
      <span class="spring" role="status">${busy ? "working …" : ""}</span>
      <button onClick=${() => go("undo")} title="Ctrl+Z">Undo</button>
      <button onClick=${() => go("redo")} title="Ctrl+Shift+Z">Redo</button>
      <button aria-pressed=${comparing} onClick=${() => setComparing(!comparing)}>Compare</button>
      <${Export} ...${shared} />
    </header>
    <${Notice} notice=${notice} close=${() => setNotice(null)}
      again=${({file, op, path, yours, now}) => { setNotice(null); edit([{file, op, path, value: yours, was: now}], "keep mine"); }} />
    <main class=${comparing ? "comparing" : ""}>
      <section class="side" aria-label="What decides the page">
        <${Tabs} panel=${panel} setPanel=${setPanel} />
        <div id="panel" role="tabpanel" aria-labelledby=${`tab-${panel}`} tabindex="0">${shows[panel]()}</div>
      </section>
      ${comparing
        ? html`<${Compare} ...${shared} />`
        : html`<${Page} page=${page} busy=${busy} chosen=${item?.id} choose=${setChosen} changed=${changed} />`}
      <section class="side detail" aria-label="The chosen item">
        <${Item} item=${item} ...${shared} />
        <${Changed} changed=${changed} items=${items} choose=${setChosen} />
        <${Problems} problems=${page?.problems || []} ok=${page?.ok} />
      </section>
    </main>`;
}

/** The item chosen. Ids are made of words, so one whose words are edited may get another: it is known by its place. */
function chosenItem(items, chosen, trail) {
  if (!chosen) { trail.current = null; return null; }
  const place = (one) => one.path && JSON.stringify(one.path);
  const found = items.find((one) => one.id === chosen) || items.find((one) => trail.current && place(one) === trail.current) || null;
  if (found) trail.current = place(found);
  return found;
}

function Tabs({panel, setPanel}) {
  const at = PANELS.findIndex(([key]) => key === panel);
  const keys = (event) => {
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: PANELS.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const [next] = PANELS[(to + PANELS.length) % PANELS.length];
    setPanel(next);
    document.getElementById(`tab-${next}`).focus();
  };
  return html`<div role="tablist" aria-label="Panels" onKeyDown=${keys}>
    ${PANELS.map(([key, words]) => html`<button key=${key} role="tab" id=${`tab-${key}`} aria-selected=${panel === key} tabindex=${panel === key ? 0 : -1}
      aria-controls="panel" onClick=${() => setPanel(key)}>${words}</button>`)}</div>`;
}

function Choice({label, value, options, pick}) {
  return html`<label class="choice"><span>${label}</span>
    <select value=${value} onChange=${(event) => pick(event.target.value)}>
      ${options.map((one) => html`<option key=${one} value=${one} selected=${one === value}>${one}</option>`)}
    </select></label>`;
}

function Changed({changed, items, choose}) {
  if (!changed || (!changed.in.length && !changed.out.length)) return null;
  const row = (id) => {
    const item = items.find((one) => one.id === id);
    return html`<li key=${id}><button class="link" onClick=${() => choose(id)}>${short(item?.text || id)}</button>
      ${item && html` <span class="why">because ${item.reason}</span>`}</li>`;
  };
  return html`<section class="changed" aria-live="polite" aria-label="What changed"><h2>What changed</h2>
    ${changed.in.length > 0 && html`<h3>In</h3><ul class="in">${changed.in.map(row)}</ul>`}
    ${changed.out.length > 0 && html`<h3>Out</h3><ul class="out">${changed.out.map(row)}</ul>`}</section>`;
}

const root = document.getElementById("studio");
root.replaceChildren();
render(html`<${Studio} />`, root);
