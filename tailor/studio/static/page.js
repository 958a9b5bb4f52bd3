// The page at the screen's own resolution, with a button over each block: the boxes are those that the program computed.

import {html, useEffect, useRef, useState} from "./vendor/preact.js";

const PT_PER_INCH = 72.27;

export function Page({page, busy, chosen, choose, changed}) {
  const [width, setWidth] = useState(700);
  const frame = useRef(null);
  useEffect(() => {
    const sees = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.min(1100, entry.contentRect.width - 8))));
    sees.observe(frame.current);
    return () => sees.disconnect();
  }, []);
  return html`<section id="page" class=${busy ? "busy" : ""} ref=${frame} aria-label="The page" aria-busy=${busy} tabindex="-1">
    ${page?.pages
      ? page.pages.map((one) => html`<${Sheet} key=${one.number} sheet=${one} page=${page} width=${width} chosen=${chosen}
          choose=${choose} changed=${changed} />`)
      : html`<p class="wait">${page?.ok === false ? "There is no page yet: see the problems." : "Setting the page …"}</p>`}
  </section>`;
}

function Sheet({sheet, page, width, chosen, choose, changed}) {
  const pixels = Math.round(width * devicePixelRatio);
  const scale = width / page.paper.width;
  const came = new Set(changed?.in || []);
  return html`<figure class="sheet" style=${{width: `${width}px`, height: `${page.paper.height * scale}px`}}>
    <img src=${`/api/picture/${page.picture}/${sheet.number}?width=${pixels}`} alt=${`Page ${sheet.number} as it will be sent`}
      width=${width} draggable="false" />
    ${sheet.boxes.map((box) => html`<${Box} key=${box.item} box=${box} scale=${scale} item=${page.items.find((one) => one.id === box.item)}
      chosen=${chosen === box.item} came=${came.has(box.item)} choose=${choose} />`)}
    <figcaption>${Math.round(page.fill * 100)} % full · ${page.proof === "certified" ? "proven the best page" : "not proven"} ·
      worth ${page.value.toFixed(1)}</figcaption>
  </figure>`;
}

function Box({box, scale, item, chosen, came, choose}) {
  if (!item || box.h <= 0) return null;
  const place = {
    left: `${box.x * scale}px`, top: `${box.y * scale}px`, width: `${box.w * scale}px`, height: `${box.h * scale}px`,
  };
  const words = `${item.kind}: ${item.text}. Worth ${item.score.toFixed(1)}, ${item.lines} lines.`;
  return html`<button class=${`box ${chosen ? "chosen" : ""} ${came ? "came" : ""}`} style=${place} aria-label=${words}
    aria-pressed=${chosen} title=${`worth ${item.score.toFixed(1)} · ${item.lines} lines${item.tags.length ? ` · ${item.tags.join(", ")}` : ""}`}
    onClick=${() => choose(chosen ? null : box.item)}></button>`;
}
