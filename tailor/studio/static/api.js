// The studio's requests: one place that knows who this browser is, the order of its wishes, and what refusals mean.

const who = crypto.randomUUID();
let number = 0;

async function send(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("the studio does not answer: it was ended, or the machine slept; start `tailor studio` again");
  }
  const data = await answer.json();
  if (answer.ok) return data;
  throw Object.assign(new Error(data.error || "refused"), {status: answer.status, ...data});
}

export const get = (path, query) => send(query ? `${path}?${new URLSearchParams(query)}` : path);

/** Ask for a page. Such wishes overtake each other: only the last one's page is made. */
export const wish = (path, view, more = {}) => send(path, {view, who, number: ++number, width: pixels(), ...more});

/** Ask for something about the page that is shown; it is not begun once another page was asked for. */
export const ask = (path, view, more = {}) => send(path, {view, who, number, ...more});

/** Ask for something that holds whatever page is shown. */
export const calmly = (path, view, more = {}) => send(path, {view, ...more});

let wide = 700;
const pixels = () => Math.round(wide * devicePixelRatio);
export const showing = (width) => { wide = width; };

export const picture = (key, page, width) => `/api/picture/${key}/${page}?width=${Math.round(width * devicePixelRatio)}`;

/** Call `changed(event)` whenever somebody else saves a file of the workspace. */
export function listen(changed) {
  const events = new EventSource("/api/events");
  events.addEventListener("changed", (event) => {
    const data = JSON.parse(event.data);
    if (data.by !== who) changed(data);
  });
  return () => events.close();
}
