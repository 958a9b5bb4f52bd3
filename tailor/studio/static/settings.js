// How a page is set: pages, language, template (each shown with one's own page) and style.

import {html, useEffect, useState} from "./vendor/preact.js";
import {calmly, picture} from "./api.js";

const SMALL = 150;

export function Settings({data, page, view, space, set}) {
  const style = data.style || {};
  return html`<div class="settings">
    <${Pick} label="Pages" value=${data.pages || "1"} values=${["1", "2", "any"]} pick=${(value) => set(["pages"], value, data.pages, "pages")} />
    <${Pick} label="Language" value=${data.locale || ""} values=${space.locales} none="as the profile"
      pick=${(value) => set(["locale"], value || null, data.locale, "language")} />
    <${Pick} label="Template" value=${data.template || ""} values=${space.templates} none=${`as usual (${page?.template || space.template || "…"})`}
      pick=${(value) => set(["template"], value || null, data.template, "template")} />
    <${Templates} data=${data} page=${page} view=${view} space=${space} set=${set} />
    ${Object.entries(space.styles).map(([name, {values, examples}]) => (values.length
      ? html`<${Pick} key=${name} label=${name[0].toUpperCase() + name.slice(1)} value=${style[name] || ""} values=${values} none="as the template"
          pick=${(value) => set(["style", name], value || null, style[name], name)} />`
      : html`<label key=${name} class="pick"><span>${name[0].toUpperCase() + name.slice(1)}</span><input value=${style[name] || ""} list=${`style-${name}`} placeholder="as the template"
          onChange=${(event) => set(["style", name], event.target.value.trim() || null, style[name], name)} />
          <datalist id=${`style-${name}`}>${examples.map((one) => html`<option key=${one} value=${one} />`)}</datalist></label>`))}
  </div>`;
}

function Pick({label, value, values, none, pick}) {
  const all = values.includes(value) || !value ? values : [value, ...values];
  return html`<label class="pick"><span>${label}</span><select value=${value} onChange=${(event) => pick(event.target.value)}>
    ${none && html`<option value="" selected=${!value}>${none}</option>`}
    ${all.map((one) => html`<option key=${one} value=${one} selected=${one === value}>${one}</option>`)}</select></label>`;
}

function Templates({data, page, view, space, set}) {
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState({});
  useEffect(() => {
    if (!open) return undefined;
    let here = true;
    (async () => {
      for (const template of space.templates) {
        try {
          const found = await calmly("/api/preview", {...view, template}, {width: SMALL});
          if (!here) return;
          setSeen((old) => ({...old, [template]: found.page}));
        } catch { return; }
      }
    })();
    return () => { here = false; };
  }, [open, page?.picture, view.target, view.profile]);
  return html`<details class="templates" onToggle=${(event) => setOpen(event.target.open)}><summary>See your page in each template</summary>
    ${open && html`<ul>${space.templates.map((name) => {
      const found = seen[name];
      return html`<li key=${name}><button aria-pressed=${(data.template || page?.template) === name} onClick=${() => set(["template"], name, data.template, "template")}>
        ${found?.ok ? html`<img src=${picture(found.picture, 1, SMALL)} width=${SMALL} alt="" />` : html`<span class="none">${found ? "cannot be set" : "…"}</span>`}
        <span>${name}</span></button></li>`;
    })}</ul>`}</details>`;
}
