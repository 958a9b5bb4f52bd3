// What is left out, the cheapest first, each with its exact price as soon as it is known; and every item with its switch.

import {html, useEffect, useMemo, useState} from "./vendor/preact.js";
import {ask} from "./api.js";
import {isHead, lines, listed, listEdits, short} from "./data.js";
import {named} from "./own.js";

const AT_ONCE = 12;

export function LeftOut({items, view, page, edit, choose, target}) {
  const [prices, setPrices] = useState({});
  const [wanted, setWanted] = useState(AT_ONCE);
  const out = useMemo(() => items.filter((one) => !one.shown && !isHead(one))
    .sort((a, b) => b.score / Math.max(1, b.lines) - a.score / Math.max(1, a.lines)), [items]);
  useEffect(() => {
    let here = true;
    setPrices({});
    if (page?.proving) return undefined;  // prices are those of the best page
    (async () => {
      for (const item of out.slice(0, wanted)) {
        if (!here) return;
        try {
          const found = await ask("/api/price", view, {item: item.id});
          if (here) setPrices((old) => ({...old, [item.id]: found}));
        } catch { return; }
      }
    })();
    return () => { here = false; };
  }, [page?.picture, page?.proving, view, wanted]);
  const asked = out.slice(0, wanted);
  const known = asked.every((one) => prices[one.id]);  // until then nothing moves under the pointer
  const cost = (one) => (prices[one.id]?.possible ? prices[one.id].loss : Infinity);
  const rows = known ? [...asked.sort((a, b) => cost(a) - cost(b) || 0), ...out.slice(wanted)] : out;
  const name = (id) => short(items.find((one) => one.id === id)?.text || id, 60);
  const data = target?.data || {}, file = `target:${view.target}`;
  const pin = async (item) => edit([...await named(item, view), ...listEdits(file, data, "pin", item.id, true)], `pin ${item.id}`);
  const add = async (item, price) => edit([...await named(item, view), {file, op: "set", path: ["add", item.id], was: data.add?.[item.id] ?? null,
    value: Math.ceil((Number(data.add?.[item.id] || 0) + price) * 100 + 1) / 100}], `add points to ${item.id}`);
  if (items.length && !out.length) return html`<div class="leftout"><h2>Nothing is left out</h2><p class="hint">All that this target may show is on the page.</p></div>`;
  return html`<div class="leftout"><h2>${out.length} left out</h2>${page?.proving && html`<p class="hint" role="status">Prices follow once the page is proved.</p>`}<ol aria-busy=${!known}>
    ${rows.map((item) => {
      const price = prices[item.id];
      return html`<li key=${item.id}><button class="link" onClick=${() => choose(item.id)}>${short(item.text || item.id, 120)}</button>
        <p class="why">${item.reason} · ${lines(item.lines)} · worth ${item.score.toFixed(1)}</p>
        ${price && (price.possible
          ? html`<p class="effect">Costs the page ${price.loss.toFixed(2)}${price.out.length ? html`; removes ${price.out.map(name).join("; ")}` : ""}.</p>
              <p class="acts"><button onClick=${() => pin(item)}>Bring it in</button>
              ${price.price !== null && html`<button onClick=${() => add(item, price.price)}>Add ${price.price.toFixed(2)} points</button>`}</p>`
          : html`<p class="effect">Cannot be on this page.</p>`)}</li>`;
    })}</ol>
    ${out.length > wanted && html`<button onClick=${() => setWanted(wanted + AT_ONCE)}>Price ${Math.min(AT_ONCE, out.length - wanted)} more</button>`}</div>`;
}

export function Items({items, view, edit, choose, target}) {
  const [part, setPart] = useState("");
  const data = target?.data || {}, file = `target:${view.target}`;
  const state = (id) => (listed(data.pin).includes(id) ? "pin" : listed(data.drop).includes(id) ? "drop" : "");
  const turn = async (item, to) => {
    const {id} = item, now = state(id);
    const edits = to ? [...await named(item, view), ...listEdits(file, data, to, id, true)] : listEdits(file, data, now, id, false);
    if (edits.length) edit(edits, `${to || "no rule for"} ${id}`);
  };
  const found = items.filter((one) => one.kind !== "header" && !one.fixed && `${one.id} ${one.text} ${one.tags}`.toLowerCase().includes(part.toLowerCase()));
  return html`<div class="all"><h2>Every item</h2>
    <label>Find <input type="search" value=${part} onInput=${(event) => setPart(event.target.value)} /></label>
    <ul>${found.map((item) => html`<li key=${item.id} class=${`kind-${item.kind}`}>
      <button class="link" onClick=${() => choose(item.id)}>${short(item.text || item.id, 80)}</button>
      <span class=${item.shown ? "on" : "off"}>${item.shown ? "on the page" : "left out"}</span>
      ${item.kind !== "section" && html`<select aria-label=${`${short(item.text || item.id, 40)}: show or hide`} value=${state(item.id)} onChange=${(event) => turn(item, event.target.value)}>
        ${[["", "as it is worth"], ["pin", "always show"], ["drop", "always hide"]].map(([value, words]) =>
          html`<option key=${value} value=${value} selected=${value === state(item.id)}>${words}</option>`)}</select>`}
    </li>`)}</ul></div>`;
}
