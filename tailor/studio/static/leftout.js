// What is left out, the cheapest first, each with its exact price as soon as it is known.

import {html, useEffect, useState} from "./vendor/preact.js";
import {wish} from "./api.js";

const AT_ONCE = 12;

export function LeftOut({items, view, edit, choose, target, guarded}) {
  const [prices, setPrices] = useState({});
  const out = items.filter((one) => !one.shown && !["section", "header"].includes(one.kind));
  const near = [...out].sort((a, b) => b.score / Math.max(1, b.lines) - a.score / Math.max(1, a.lines)).slice(0, AT_ONCE);
  const shown = items.filter((one) => one.shown).map((one) => one.id).join();
  useEffect(() => {
    let here = true;
    setPrices({});
    (async () => {
      for (const item of near) {
        if (!here) return;
        try {
          const found = await wish("/api/price", view, {item: item.id}, false);
          if (here) setPrices((old) => ({...old, [item.id]: found}));
        } catch { return; }
      }
    })();
    return () => { here = false; };
  }, [shown, view.profile, view.target, view.template]);
  const cost = (one) => prices[one.id]?.loss ?? Infinity;
  const rows = [...out].sort((a, b) => cost(a) - cost(b) || b.score - a.score);
  const name = (id) => items.find((one) => one.id === id)?.text || id;
  const bring = (item) => {
    const pins = [].concat(target?.data?.pin || []);
    edit([{file: `target:${view.target}`, op: "set", path: ["pin"], value: [...pins, item.id], was: pins.length ? target.data.pin : null}], `bring in ${item.id}`);
  };
  return html`<div class="leftout"><h2>${out.length} left out</h2><ol>
    ${rows.map((item) => {
      const price = prices[item.id];
      return html`<li key=${item.id}><button class="link" onClick=${() => choose(item.id)}>${item.text || item.id}</button>
        <p class="why">${item.reason} · ${item.lines} lines · worth ${item.score.toFixed(1)}</p>
        ${price && (price.possible
          ? html`<p class="effect">Costs the page ${price.loss.toFixed(2)}${price.out.length ? html`; removes ${price.out.map(name).join("; ")}` : ""}
              <button onClick=${() => bring(item)}>Bring it in</button></p>`
          : html`<p class="effect">Cannot be on this page.</p>`)}</li>`;
    })}</ol></div>`;
}
