// The studio's requests: one place that knows who this browser is, the order of its wishes, and what refusals mean.

const who = crypto.randomUUID();
let number = 0;

async function send(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const data = await answer.json();
  if (answer.ok) return data;
  throw Object.assign(new Error(data.error || "refused"), {status: answer.status, ...data});
}

export const get = (path) => send(path);

/** Ask for something about a view. `newest` wishes overtake each other: only the last one is answered. */
export function wish(path, view, more = {}, newest = true) {
  return send(path, {view, who: newest ? who : "", number: newest ? ++number : 0, ...more});
}

/** Call `changed(event)` whenever somebody else saves a file of the workspace. */
export function listen(changed) {
  const events = new EventSource("/api/events");
  events.addEventListener("changed", (event) => {
    const data = JSON.parse(event.data);
    if (data.by !== who) changed(data);
  });
  return () => events.close();
}
