// The page at the screen's own resolution, with a button over each block: the boxes are those that the program computed.
// One stop for Tab; the arrow keys go from block to block.

import {html, useEffect, useMemo, useRef, useState} from "./vendor/preact.js";
import {picture, showing} from "./api.js";
import {lines, short} from "./data.js";

const WIDEST = 1400, NARROWEST = 240;

export function Page({page, busy, chosen, choose, changed, wider}) {
  const [width, setWidth] = useState(700);
  const [pointed, setPointed] = useState(null);
  const frame = useRef(null);
  useEffect(() => {
    const sees = new ResizeObserver(([entry]) => {
      const room = Math.round(Math.max(NARROWEST, Math.min(WIDEST, entry.contentRect.width - 8)));
      showing(room);
      setWidth(room);
    });
    sees.observe(frame.current);
    return () => sees.disconnect();
  }, []);
  const items = useMemo(() => new Map((page?.items || []).map((one) => [one.id, one])), [page?.items]);
  const order = useMemo(() => (page?.pages || []).flatMap((one) => one.boxes.filter((box) => box.h > 0 && items.has(box.item))
    .map((box) => box.item)), [page?.pages, items]);
  const active = order.includes(chosen) ? chosen : order.includes(pointed?.id) ? pointed.id : order[0];
  const keys = (event) => {
    const at = order.indexOf(event.target.dataset?.item);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1}[event.key];
    if (event.key === "Escape") choose(null);
    if (at < 0 || to === undefined || !order[to]) return;
    event.preventDefault();
    frame.current.querySelector(`[data-item="${CSS.escape(order[to])}"]`)?.focus();
  };
  const came = new Set(changed?.in || []);
  return html`<section id="page" class=${busy ? "busy" : ""} ref=${frame} aria-label="The page" aria-busy=${busy} tabindex="-1" onKeyDown=${keys}>
    ${page?.pages
      ? page.pages.map((one) => html`<${Sheet} key=${one.number} sheet=${one} page=${page} width=${width} chosen=${chosen} active=${active}
          items=${items} choose=${choose} came=${came} point=${setPointed} />`)
      : html`<p class="wait" role="status">${page?.ok === false ? "There is no page yet: see the problems." : "Setting the page …"}</p>`}
    ${pointed && html`<p class="pointed" aria-hidden="true">${short(pointed.text, 60)} · worth ${pointed.score.toFixed(1)} · ${lines(pointed.lines)}
      ${pointed.tags.length > 0 && ` · ${pointed.tags.join(", ")}`}</p>`}
  </section>`;
}

/** What is proved of a page, in words; never more than is proved. */
function proof(page) {
  if (page.proving) return "being proved …";
  if (page.proof === null) return "as long as it takes";
  return page.proof === "certified" ? "proven optimal" : "not proven optimal";
}

function Sheet({sheet, page, width, chosen, active, items, choose, came, point}) {
  const scale = width / page.paper.width;
  return html`<figure class="sheet" style=${{width: `${width}px`}}>
    <div class="paper" style=${{height: `${page.paper.height * scale}px`}}>
    <img src=${picture(page.picture, sheet.number, width)} alt=${`Page ${sheet.number} as it will be sent`} width=${width} draggable="false" />
    ${sheet.boxes.map((box) => html`<${Box} key=${box.item} box=${box} scale=${scale} item=${items.get(box.item)}
      chosen=${chosen === box.item} active=${active === box.item} came=${came.has(box.item)} choose=${choose} point=${point} />`)}</div>
    <figcaption>${Math.round(page.fill * 100)} % full · <span class=${page.proving ? "proving" : "proved"}>${proof(page)}</span> ·
      worth ${page.value.toFixed(1)}</figcaption>
  </figure>`;
}

function Box({box, scale, item, chosen, active, came, choose, point}) {
  if (!item || box.h <= 0) return null;
  const place = {
    left: `${box.x * scale}px`, top: `${box.y * scale}px`, width: `${box.w * scale}px`, height: `${box.h * scale}px`,
  };
  const words = `${item.kind}: ${item.text}. Worth ${item.score.toFixed(1)}, ${lines(item.lines)}.`;
  return html`<button class=${`box ${chosen ? "chosen" : ""} ${came ? "came" : ""}`} style=${place} aria-label=${words} data-item=${box.item}
    tabindex=${active ? 0 : -1} aria-pressed=${chosen} onMouseEnter=${() => point(item)} onMouseLeave=${() => point(null)}
    onFocus=${() => point(item)} onBlur=${() => point(null)} onClick=${() => choose(chosen ? null : box.item)}></button>`;
}
