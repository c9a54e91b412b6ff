// How much of what rules may do they have done: `at most 4 per 1 h`, for each target.

/** The rules that are nearest to their limits first: `{rule, label, used, times, perSeconds}`. */
export function usedOfCaps({ rules, actions, now }) {
  const found = [];
  for (const rule of rules.filter((r) => r.atMost)) {
    const name = `${rule.procedure}.${rule.label}`;
    const from = new Date(now) - rule.atMost.perSeconds * 1000;
    const byTarget = new Map();
    for (const action of actions) {
      if (action.rule === name && action.state !== 'SUGGESTED' && new Date(action.proposedAt) >= from) {
        byTarget.set(action.target, (byTarget.get(action.target) ?? 0) + 1);
      }
    }
    for (const [target, used] of byTarget) {
      found.push({ rule: name, label: `${rule.label} ${target}`, used, times: rule.atMost.times, perSeconds: rule.atMost.perSeconds });
    }
  }
  return found.sort((a, b) => b.used / b.times - a.used / a.times);
}
