// Two pages side by side, the differences marked: another target's, or what the last build made.

import {html, useEffect, useState} from "./vendor/preact.js";
import {calmly, get, picture} from "./api.js";
import {isHead, short} from "./data.js";

const BUILT = "\u0000built";

export function Compare({view, space, page, guarded}) {
  const [other, setOther] = useState(space.targets.find((one) => one.name !== view.target)?.name || BUILT);
  const [right, setRight] = useState(null);
  useEffect(() => {
    let here = true;
    setRight(null);
    guarded(async () => {
      const beside = {...view, target: other};
      const found = other === BUILT ? await get("/api/built", {profile: view.profile, target: view.target})
        : (await calmly("/api/preview", beside)).page;
      if (here) setRight(found);
      if (!found.proving) return;
      const proved = (await calmly("/api/proof", beside)).page;
      if (here) setRight(proved);
    });
    return () => { here = false; };
  }, [other, view.profile, view.target, page?.picture]);
  const shown = (one) => new Set(one?.shown || (one?.items || []).filter((item) => item.shown).map((item) => item.id));
  const [a, b] = [shown(page), shown(right)];
  const texts = new Map([...(right?.items || []), ...(page?.items || [])].map((one) => [one.id, one]));
  const only = (these, those) => [...these].filter((id) => !those.has(id) && !(texts.has(id) && isHead(texts.get(id))));
  const title = other === BUILT ? "the last build" : other;
  return html`<section class="compare" id="page" tabindex="-1" aria-label="Two pages side by side">
    <label class="pick"><span>Beside ${view.target}</span><select value=${other} onChange=${(event) => setOther(event.target.value)}>
      ${space.targets.filter((one) => one.name !== view.target).map((one) => html`<option key=${one.name} value=${one.name} selected=${one.name === other}>${one.name}</option>`)}
      <option value=${BUILT} selected=${other === BUILT}>the last build of ${view.target}</option></select></label>
    <div class="pair">
      <${Sheets} page=${page} other=${right && b} name=${view.target} only=${right ? only(a, b) : []} texts=${texts} />
      <${Sheets} page=${right} other=${a} name=${title} only=${right ? only(b, a) : []} texts=${texts} /></div></section>`;
}

const WIDTH = 700;

function Sheets({page, other, name, only, texts}) {
  if (page?.ok === false) return html`<figure><figcaption>${name}</figcaption>${page.problems.map((one) => html`<p class="wrong">${one.message}</p>`)}</figure>`;
  if (!page?.pages) return html`<figure><figcaption>${name}</figcaption><p class="wait">…</p></figure>`;
  return html`<figure><figcaption>${name}</figcaption>${page.pages.map((sheet) => html`<div key=${sheet.number} class="sheet small-sheet">
    <img src=${picture(page.picture, sheet.number, WIDTH)} alt=${`Page ${sheet.number} of ${name}`} />
    ${other && sheet.boxes.filter((box) => !other.has(box.item)).map((box) => html`<span key=${box.item} class="differs" style=${{
      left: `${100 * box.x / page.paper.width}%`, top: `${100 * box.y / page.paper.height}%`,
      width: `${100 * box.w / page.paper.width}%`, height: `${100 * box.h / page.paper.height}%`}}></span>`)}</div>`)}
    <h3>Only here</h3>${only.length ? html`<ul class="only">${only.map((id) => html`<li key=${id}>${short(texts.get(id)?.text || id, 110)}</li>`)}</ul>` : html`<p class="hint">nothing</p>`}</figure>`;
}
