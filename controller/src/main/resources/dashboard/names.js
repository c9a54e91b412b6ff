// Names of nodes in place of their identifiers, wherever a text has them.

let names = new Map();

export function learnNames(topology) {
  names = new Map(topology.nodes.map((node) => [node.id, node.name]));
}

export const switchOf = (point) => point.slice(0, point.lastIndexOf('/'));
export const nameOf = (id) => names.get(id) ?? id;
export const place = (point) => `${nameOf(switchOf(point))}/${point.slice(point.lastIndexOf('/') + 1)}`;

/** `00000000000000a1/3>00000000000000a2/1` reads `Oslo>Bergen`, and a path `Oslo>Bergen>Voss`. */
export function named(text) {
  return String(text)
    .replace(/([0-9a-f]{16})\/\d+>([0-9a-f]{16})\/\d+/g, (_, from, to) => `${nameOf(from)}>${nameOf(to)}`)
    .replace(/\b[0-9a-f]{16}\b/g, (id) => nameOf(id))
    .replace(/>([^,>\s()]+), ?\1(?=>)/g, '>$1');
}
