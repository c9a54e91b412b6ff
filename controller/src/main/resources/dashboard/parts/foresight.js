// What is foreseen, in numbers that a person can weigh.

const NEAR = 30 * 60;

/** The share of its capacity that a link is foreseen to be asked for within half an hour, at worst in nine of ten. */
export function foreseenShare(forecast, { licensedOnly = true } = {}) {
  if (!forecast?.capacityBitsPerSecond || (licensedOnly && !forecast.licensed)) return null;
  const values = forecast.points
    .filter((p) => p.horizonSeconds <= NEAR)
    .map((p) => p.p90BitsPerSecond)
    .filter((v) => v !== null);
  return values.length ? Math.max(...values) / forecast.capacityBitsPerSecond : null;
}

export function foreseenShares(forecasts) {
  return new Map([...forecasts].map(([id, forecast]) => [id, foreseenShare(forecast)]).filter(([, share]) => share !== null));
}

/** When a link is first foreseen above a share of its capacity: `{seconds, share}`, or null. */
export function breach(forecast, share = 0.9) {
  if (!forecast?.licensed || !forecast.capacityBitsPerSecond) return null;
  const first = forecast.points.find((p) => p.p90BitsPerSecond !== null && p.p90BitsPerSecond > share * forecast.capacityBitsPerSecond);
  return first ? { seconds: first.horizonSeconds, share: first.p90BitsPerSecond / forecast.capacityBitsPerSecond } : null;
}
