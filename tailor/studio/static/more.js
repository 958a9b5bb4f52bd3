// The rest of a target: conditions with factors, points, names and spellings of tags, remarks, and a few numbers.

import {html, useEffect, useState} from "./vendor/preact.js";
import {listed} from "./data.js";

const MAPS = {
  boost: ["conditions and factors, such as low-latency and cpp: 1.3", "last"],
  add: ["ids and points added by hand, such as phd: 2.5", "last"],
  aliases: ["other names of tags, such as gpu: cuda", "first"],
  words: ["how tags are spelled, such as cpp: C++, C++20", "first"],
  patterns: ["tags found in texts, by regular expressions", "first"],
};
const NUMBERS = {
  half_life: ["Years after which an item counts half", "5"], base: ["Points for a bullet being there", "0.5"],
  thin: ["Cost of an entry with one bullet of three", "1"], stability: ["Share of value given up to keep the page", "0.01"],
};

export function More({data, edit, file, set}) {
  return html`<details class="more"><summary>More: boosts, points, spellings, remarks, numbers</summary>
    ${Object.entries(MAPS).map(([name, [says, at]]) => html`<${Pairs} key=${name} name=${name} says=${says} at=${at} now=${data[name]} edit=${edit} file=${file} />`)}
    <${Lines} name="lints.off" says="codes of remarks that are not made, such as first-person" now=${listed(data.lints?.off)}
      save=${(list) => set(["lints", "off"], list.length ? list : null, data.lints?.off, "remarks")} />
    ${Object.entries(NUMBERS).map(([name, [says, usual]]) => html`<label key=${name} class="pick"><span>${says}</span>
      <input type="number" step="any" min="0" value=${data[name] ?? ""} placeholder=${usual}
        onChange=${(event) => set([name], event.target.value === "" ? null : Number(event.target.value), data[name], name)} /></label>`)}
  </details>`;
}

const said = (value) => listed(value).join(", ");

/** A mapping as lines `name: value`; what is changed is written key by key, so that comments stay. */
function Pairs({name, says, at, now, edit, file}) {
  const before = now || {};
  const save = (lines) => {
    const next = {};
    for (const line of lines) {
      const cut = at === "last" ? line.lastIndexOf(":") : line.indexOf(":");
      const [key, value] = cut < 0 ? [line, ""] : [line.slice(0, cut).trim(), line.slice(cut + 1).trim()];
      next[key] = name === "words" ? value.split(",").map((one) => one.trim()).filter(Boolean) : value;
    }
    const gone = Object.keys(before).filter((key) => !(key in next));
    const edits = [
      ...Object.entries(next).filter(([key, value]) => said(value) !== said(before[key]))
        .map(([key, value]) => ({file, op: "set", path: [name, key], value: number(value), was: before[key] ?? null})),
      ...(Object.keys(next).length || !gone.length ? gone.map((key) => ({file, op: "remove", path: [name, key], was: before[key]}))
        : [{file, op: "remove", path: [name], was: before}]),
    ];
    if (edits.length) edit(edits, name);
  };
  return html`<${Lines} name=${name} says=${says} now=${Object.entries(before).map(([key, value]) => `${key}: ${said(value)}`)} save=${save} />`;
}

const number = (value) => (typeof value === "string" && value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value);

function Lines({name, says, now, save}) {
  const kept = now.join("\n");
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const id = `more-${name.replace(/\W/g, "-")}`;
  const leave = () => { if (text !== kept) save(text.split("\n").map((line) => line.trim()).filter(Boolean)); };
  return html`<div class="rule"><label for=${id}>${name} <span class="why">${says}</span></label>
    <textarea id=${id} rows=${Math.max(1, text.split("\n").length)} value=${text} spellcheck="false" autocapitalize="off"
      onInput=${(event) => setText(event.target.value)} onBlur=${leave}></textarea></div>`;
}
