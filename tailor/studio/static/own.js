// What belongs to an item of the profile's own YAML: an id of its own, its place among its like, bullets and entries more.

import {html, useState} from "./vendor/preact.js";
import {get} from "./api.js";
import {short} from "./data.js";

const NAMED = new Set(["bullet", "entry"]);

/** What stands in a file at a path. */
const stands = async (file, path) => (await get("/api/value", {file, path: JSON.stringify(path)})).value;

/** The edits that write an item's id into the profile, where it is only made of its words: rules go on naming the item
 * when these are changed. None where it has one, or can have none. */
export async function named(item, view) {
  if (!item?.path || !NAMED.has(item.kind)) return [];
  const file = `profile:${view.profile}`, now = await stands(file, item.path);
  if (typeof now === "string") return [{file, op: "set", path: item.path, value: {id: item.id, text: now}, was: now}];
  if (!now || Array.isArray(now) || now.id) return [];
  return [{file, op: "set", path: [...item.path, "id"], value: item.id, was: null}];
}

const LABELS = ["organization", "institution", "title", "position", "degree", "area", "dates", "date", "place", "location", "url"];

/** Its place, and what may stand beside it or under it. */
export function Place({item, items, view, edit, choose}) {
  const {path} = item, at = path?.at(-1), file = `profile:${view.profile}`;
  if (!path || item.kind === "section") return null;
  const listed = typeof at === "number";
  const list = path.slice(0, -1), kind = item.kind;
  const goTo = (answer, to) => {
    const found = answer?.page?.items?.find((one) => JSON.stringify(one.path) === JSON.stringify(to));
    if (found) choose(found.id);
    return found;
  };
  const move = async (by) => {
    const all = await stands(file, list), to = at + by;
    if (!Array.isArray(all) || to < 0 || to >= all.length) return;
    const order = all.map((_, index) => index);
    [order[at], order[to]] = [order[to], order[at]];
    goTo(await edit([{file, op: "reorder", path: list, value: order, was: all}], `move ${short(item.text, 40)}`), [...list, to]);
  };
  const remove = async () => {
    const was = await stands(file, path);
    if (await edit([{file, op: "remove", path, was}], `delete ${short(item.text, 40)}`)) choose(null);
  };
  const add = async (to, value, label) => {
    const all = await stands(file, to), count = Array.isArray(all) ? all.length : 0;
    const one = count ? {file, op: "set", path: [...to, count], value, was: null} : {file, op: "set", path: to, value: [value], was: all ?? null};
    const answer = await edit([one], label);
    goTo(answer, [...to, count]);
    return answer;
  };
  const entry = item.kind === "bullet" ? items.find((one) => one.id === item.entry) : item;
  const bullets = item.kind === "bullet" ? list : [...path, "bullets"];
  return html`<section class="place" aria-label="In the profile"><h3>In the profile</h3>
    <p class="acts">${listed && html`<button onClick=${() => move(-1)} disabled=${at === 0} aria-label=${`Move this ${kind} up`}>↑ up</button>
      <button onClick=${() => move(1)} aria-label=${`Move this ${kind} down`}>↓ down</button>`}
      <button onClick=${remove} aria-label=${`Delete this ${kind}`}>Delete</button></p>
    ${entry && NAMED.has(item.kind) && html`<${Another} key=${entry.id} entry=${entry} add=${(text) => add(bullets, text, `a bullet of ${short(entry.text, 40)}`)} />`}
    ${item.kind === "entry" && listed && html`<${Entry} key=${list.join("/")} like=${() => stands(file, path)} add=${(value) => add(list, value, `an entry of ${list[0]}`)} />`}
  </section>`;
}

function Another({entry, add}) {
  const [text, setText] = useState("");
  const write = async (event) => {
    event.preventDefault();
    if (text.trim() && await add(text.trim())) setText("");
  };
  return html`<form onSubmit=${write}><label>Another bullet of ${short(entry.text, 40)}
    <textarea rows="2" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
    <button disabled=${!text.trim()}>Add the bullet</button></form>`;
}

/** A new entry, with the fields that the one beside it has. */
function Entry({like, add}) {
  const [fields, setFields] = useState(null);
  const open = async () => {
    const other = await like();
    const names = LABELS.filter((name) => typeof other?.[name] === "string");
    setFields(Object.fromEntries((names.length ? names : ["title", "dates"]).map((name) => [name, ""])));
  };
  const write = async (event) => {
    event.preventDefault();
    const filled = Object.entries(fields).filter(([, value]) => value.trim()).map(([name, value]) => [name, value.trim()]);
    if (filled.length && await add(Object.fromEntries(filled))) setFields(null);
  };
  if (!fields) return html`<button class="small" onClick=${open}>New entry in this section</button>`;
  const [first] = Object.keys(fields);
  return html`<form class="words" onSubmit=${write}>${Object.entries(fields).map(([name, value]) => html`<label key=${name}>${name[0].toUpperCase() + name.slice(1)}
    <input value=${value} autocomplete="off" onInput=${(event) => setFields({...fields, [name]: event.target.value})} /></label>`)}
    <p class="acts"><button disabled=${!fields[first].trim()}>Add the entry</button><button type="button" onClick=${() => setFields(null)}>Cancel</button></p></form>`;
}
