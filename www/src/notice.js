/** The notice's own words: facts, labels, clauses and quotes, looked up by id; every quote is cut from the source's text. */

const CIRCLED_ONE = 0x2460;

const byId = (list) => new Map(list.map((item) => [item.id, item]));

/** The round of a window's rule that a window's state came from; the rule itself, where it has but one. */
const roundOf = (rule, window) => (rule.rounds || [rule]).find(({ opens, closes }) => opens === window.opens && closes === window.closes);

export class NoticeTexts {
  /** @param {object} texts what the engine's `texts()` says */
  constructor(texts) {
    this.texts = texts;
    this.facts = byId(texts.facts);
    this.routes = byId(texts.routes);
    this.documents = byId(texts.documents);
    this.stepTexts = byId(texts.steps);
  }

  fact(id) {
    return this.facts.get(id);
  }

  route(id) {
    return this.routes.get(id);
  }

  /** The criterion or group that a finding is about. */
  test(finding) {
    return finding.group ? this.texts.groups[finding.group] : this.texts.criteria[finding.criterion];
  }

  /** The source that a clause or source id belongs to, with its id. */
  source(id) {
    const sourceId = id.split('/')[0];
    return { id: sourceId, ...this.texts.sources[sourceId] };
  }

  /** What a clause is called: `{ part: '四.12②' }`, with `paragraph` for a paragraph without a number; `null` for a source. */
  place(id) {
    const inside = id.split('/')[1];
    if (!inside) return null;
    const [part, paragraph] = inside.split('.¶');
    return {
      part: part.replace(/#(\d+)/g, (_, occurrence) => String.fromCharCode(CIRCLED_ONE + Number(occurrence) - 1)),
      paragraph: paragraph ? Number(paragraph) : undefined,
    };
  }

  /** The verbatim text of a range of a clause's source, or of the whole clause; empty where the source is not held. */
  verbatim(clause, range = this.texts.clauses[clause]) {
    const { text } = this.source(clause);
    return text && range ? text.slice(range[0], range[1]) : '';
  }

  /** The clause and quote that a route takes a criterion from, where it is not the criterion's own. */
  citationOn(routeId, finding) {
    const own = this.test(finding);
    const other = (this.route(routeId).quotes || {})[finding.criterion];
    return { ...own, ...other };
  }

  /** What a document is called: its number, else its title. */
  sourceName(id) {
    const { number, title } = this.source(id);
    return number || title;
  }

  /** The label of a choice of a fact. */
  choice(fact, id) {
    return (fact.choices || []).find((choice) => choice.id === id);
  }

  /** The label of a level or title that a standard needs, in the words of the last of the facts that has it. */
  choiceAmong(factIds, id) {
    const labels = factIds.map((factId) => this.choice(this.fact(factId), id)).filter(Boolean);
    return labels.length ? labels[labels.length - 1].label : id;
  }

  /** The rule of a route's window that a window's state came from, or `undefined`. */
  windowRule(routeId, window, warnings) {
    const rules = this.texts.windows[this.route(routeId).window] || [];
    const raised = warnings.map(({ kind }) => kind);
    const same = rules.filter((rule) => (window.opens
      ? roundOf(rule, window)
      : rule.state === window.state && rule.set_by === window.set_by));
    return same.find((rule) => rule.warning && raised.includes(rule.warning)) || same.find((rule) => !rule.warning);
  }

  /** The hour at which a route closes on its last day, or nothing. */
  closesAt({ id, window }, warnings) {
    const rule = window.closes && this.windowRule(id, window, warnings);
    return rule && roundOf(rule, window).closes_at;
  }
}
