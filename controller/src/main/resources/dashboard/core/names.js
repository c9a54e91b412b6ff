// Names of nodes in place of their identifiers, wherever a text has them.

let names = new Map();

export function learnNames(topology) {
  names = new Map(topology.nodes.map((node) => [node.id, node.name]));
}

export const switchOf = (point) => point.slice(0, point.lastIndexOf('/'));
export const nameOf = (id) => names.get(id) ?? id;
export const place = (point) => `${nameOf(switchOf(point))}/${point.slice(point.lastIndexOf('/') + 1)}`;

/** The ends of a link, `[source switch, target switch]`. */
export const ends = (link) => link.split('>').map(switchOf);
export const reversed = (link) => link.split('>').reverse().join('>');
export const linkName = (link) => ends(link).map(nameOf).join(' → ');

/** The links that a text names, in order. */
export const linksIn = (text) => String(text).match(/[0-9a-f]{16}\/\d+>[0-9a-f]{16}\/\d+/g) ?? [];

/** `00000000000000a1/3>00000000000000a2/1` reads `Oslo → Bergen`, and a path `Oslo → Bergen → Voss`. */
export function named(text) {
  return String(text)
    .replace(/([0-9a-f]{16})\/\d+>([0-9a-f]{16})\/\d+/g, (_, from, to) => `${nameOf(from)}>${nameOf(to)}`)
    .replace(/\b[0-9a-f]{16}\b/g, (id) => nameOf(id))
    .replace(/>([^,>\s()]+), ?\1(?=>)/g, '>$1');
}

/** The links of a path as a way from switch to switch. */
export function pathText(path) {
  if (path.length === 0) return '';
  return [ends(path[0])[0], ...path.map((link) => ends(link)[1])].map(nameOf).join(' → ');
}

/** The links of a path that is written by the names of its switches, `A-B-C`; empty where it is none. */
export function pathNamed(text, topology) {
  const ids = new Map([...names].map(([id, name]) => [name, id]));
  const way = String(text)
    .split('-')
    .reduce(
      ([whole, rest], part) => {
        const name = rest ? `${rest}-${part}` : part;
        return ids.has(name) ? [[...whole, ids.get(name)], ''] : [whole, name];
      },
      [[], ''],
    )[0];
  const links = way.slice(1).map((id, i) => topology.links.find((l) => ends(l.id).join() === `${way[i]},${id}`)?.id);
  return links.length && links.every(Boolean) ? links : [];
}

/** What is named `A>B` by people, as the id of a link; undefined where there is none. */
export const linkNamed = (text, topology) => topology?.links.find((l) => ends(l.id).map(nameOf).join('>') === text)?.id;
