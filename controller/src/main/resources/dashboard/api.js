// Reads the controller's API; described in controller/API.md.

export async function read(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, cache: 'no-store' });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? response.statusText);
  return body;
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
