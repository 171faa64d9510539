/** The people that were judged: which of them are asked for, how many of which result, in which order. No DOM. */

/** The results that people see, best first; the last is of rows that could not be read whole. */
export const STANDINGS = ['meets', 'closed', 'not-yet', 'need-info', 'human', 'no', 'undecided'];

/** What people are counted by. */
export const GROUPS = ['workplace', 'series', 'level'];

/** The choice of those whose list does not say. */
export const NONE = '-';

/** Rows between two looks at the clock. */
const STRIDE = 128;

/** Letters as they are compared: full width or not, small or large. */
const folded = (text) => text.normalize('NFKC').toLowerCase();

const before = (one, other) => (one < other ? -1 : Number(one > other));

export class People {
  constructor() {
    this.all = [];
    this.lines = [];
  }

  /**
   * Adds those of a portion. The routes of each are places in `lines`, since most people share theirs with others; `doubles` are faults that only the whole list
   * tells, of people who were there already.
   */
  add({ people, lines, doubles = [] }) {
    for (const line of lines) this.lines.push(line);
    for (const person of people) this.all.push(Object.assign(person, { said: folded((person.who || []).join('\n')) }));
    if (!doubles.length) return;
    const faults = new Map(doubles.map((fault) => [fault.row, fault]));
    for (const person of this.all) if (faults.has(person.row)) person.faults = [...(person.faults || []), faults.get(person.row)];
  }

  /** A person as they are shown, with the routes written out. */
  shown(index) {
    const { said, ...person } = this.all[index];
    return { ...person, index, routes: (person.routes || []).map((place) => this.lines[place]) };
  }

  /** The route of a person that a view is about: the one asked for, else the best; none where the row is undecided. */
  line(person, route) {
    const wanted = route || person.best;
    const place = (person.routes || []).find((one) => this.lines[one].id === wanted);
    return place === undefined ? undefined : this.lines[place];
  }

  standing(person, route) {
    const line = route ? this.line(person, route) : undefined;
    return line ? line.standing : person.standing;
  }

  /** What a view is ordered by, for one person. */
  key(person, { sort, route }) {
    if (sort === 'standing') return STANDINGS.indexOf(this.standing(person, route));
    if (sort === 'faults') return -(person.faults || []).length;
    if (sort.startsWith('who-')) return (person.who || [])[Number(sort.slice('who-'.length))] || '\uffff';
    const line = this.line(person, route);
    // those without a day come last
    if (sort === 'earliest') return (line && line.earliest) || '9';
    if (sort === 'closes') return (line && line.window.closes) || '9';
    return person.row;
  }

  /**
   * Looks for people: `{ matched, counts, groups }`, the places of those found in order, how many of which result there are before a result is asked for, and
   * of those found how many of which result by county, series and level. `null` once `isOld` says so.
   */
  async find(query, pace, isOld = () => false) {
    const { route, standings = [], text = '', faulty } = query;
    const words = folded(text).split(/\s+/).filter(Boolean);
    const counts = {};
    const groups = Object.fromEntries(GROUPS.map((group) => [group, {}]));
    const matched = [];
    for (let index = 0; index < this.all.length; index += 1) {
      if (index % STRIDE === 0 && pace.isOver) {
        await pace.breath();
        if (isOld()) return null;
      }
      const person = this.all[index];
      const { group = {}, said, faults = [] } = person;
      const is = GROUPS.every((name) => !query[name] || (group[name] || NONE) === query[name])
        && words.every((word) => said.includes(word)) && (!faulty || faults.length > 0);
      if (!is) continue;
      const standing = this.standing(person, route);
      counts[standing] = (counts[standing] || 0) + 1;
      if (standings.length && !standings.includes(standing)) continue;
      matched.push(index);
      for (const name of GROUPS) {
        const of = groups[name][group[name] || NONE] || (groups[name][group[name] || NONE] = {});
        of[standing] = (of[standing] || 0) + 1;
      }
    }
    const ordered = await this.ordered(matched, query, pace, isOld);
    return ordered && { matched: ordered, counts, groups };
  }

  async ordered(places, query, pace, isOld) {
    const { sort = 'row', down } = query;
    const sign = down ? -1 : 1;
    if (sort === 'row') return down ? places.reverse() : places;
    const keys = new Map();
    for (let at = 0; at < places.length; at += 1) {
      if (at % STRIDE === 0 && pace.isOver) await pace.breath();
      keys.set(places[at], this.key(this.all[places[at]], query));
    }
    return merged(places, (one, other) => sign * before(keys.get(one), keys.get(other)), pace, isOld);
  }

  /** What may be chosen from: the choices that people of the list have. */
  get choices() {
    const found = Object.fromEntries(GROUPS.map((group) => [group, new Set()]));
    for (const { group = {} } of this.all) for (const name of GROUPS) found[name].add(group[name] || NONE);
    return Object.fromEntries(GROUPS.map((name) => [name, Array.from(found[name])]));
  }
}

/** Sorts by merging ever longer runs, which can be left off in between; what is equal keeps its order. */
async function merged(list, compare, pace, isOld) {
  let from = list;
  let to = new Array(list.length);
  let steps = 0;
  for (let width = 1; width < list.length; width *= 2) {
    for (let start = 0; start < list.length; start += 2 * width) {
      const middle = Math.min(start + width, list.length);
      const end = Math.min(start + 2 * width, list.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at += 1) {
        steps += 1;
        if (steps % STRIDE === 0 && pace.isOver) {
          await pace.breath();
          if (isOld()) return null;
        }
        const isLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
        to[at] = from[isLeft ? left : right];
        if (isLeft) left += 1;
        else right += 1;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
