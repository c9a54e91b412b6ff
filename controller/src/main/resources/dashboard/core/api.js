// Reads the controller's API and asks things of it; described in controller/API.md.

async function answered(response) {
  if (response.status === 401) location.assign(`/sign-in.html?to=${encodeURIComponent(location.hash)}`);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? response.statusText);
  return body;
}

export async function read(path) {
  return answered(await fetch(path, { headers: { Accept: 'application/json' }, cache: 'no-store' }));
}

/** Asks the controller to do something; what it says against it is the error's message. */
export async function ask(method, path, body) {
  const request = body === undefined ? { method } : { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return answered(await fetch(path, request));
}

/** Hands every event to `take`: those kept, then each as it happens. The browser reconnects by itself. */
export async function followEvents(take, connected) {
  const { events, next } = await read('/api/v1/events?limit=100');
  events.forEach(take);
  const stream = new EventSource(`/api/v1/events/stream?after=${next}`);
  stream.onopen = () => connected(true);
  stream.onerror = () => connected(false);
  stream.onmessage = (message) => take(JSON.parse(message.data));
}
