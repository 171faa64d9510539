// The handbook for authors: www/author/handbook/ as pages in Chinese and in English, with the examples that tests/handbook.rs compiles.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, escaped, inBook, listed, readPages, sheet } from './pages.mjs';
import { fail, read, root } from './step.mjs';

const source = 'www/author/handbook';
const dist = 'www/dist/author/handbook';
const style = 'www/embed/handbook.css';

/** The pages in the order in which they are listed. */
const PAGES = ['index', 'folder', 'clauses', 'quotes', 'facts', 'tests', 'standards', 'windows', 'routes', 'documents', 'cases', 'publish'];
const LANGUAGES = ['zh', 'en'];

/** What the handbook is made of, and makes. */
export const authorbookInputs = [source, style];
export const authorbookOutputs = [
  ...LANGUAGES.flatMap((language) => PAGES.map((name) => `${dist}/${language}/${name}.html`)),
  `${dist}/index.html`, `${dist}/handbook.css`,
];

const WORDS = {
  zh: {
    lang: 'zh-Hans-CN', book: '职称申报预检 · 编写通知手册', pages: '手册目录', other: 'English', example: '例子', commands: '命令',
    outcomes: '结论', day: '检查的日子', answers: '回答', none: '（没有回答）', outcome: '结论',
    verdict: { met: '符合', 'not-met': '不能申报', undetermined: '缺信息', 'needs-discretion': '需人工核对' },
    by: (ids) => `由 ${ids} 决定`,
    because: {
      unanswered: '没有回答', 'do-not-know': '不清楚', 'day-needed': '要知道是哪一天', 'source-not-held': '文件不在手里', discretion: '由部门定', unclear: '通知不明确',
    },
    earliest: (day) => `最早 ${day} 符合`,
    window: { open: '正在申报', closed: '已截止', upcoming: '还没开始', unannounced: '时间另行通知', 'set-by': '时间由别的部门定' },
    next: (id) => (id === 'none' ? '不用再问' : `接着问 <code>${id}</code>`),
    document: { missing: '还没有交', 'not-needed': '不用交' },
    warning: (id) => `出现提醒 <code>${id}</code>`,
    exclusive: (ids) => `要在 ${ids} 里选一种`,
    route: (id) => `<code>${id}</code>：`, and: '、', stop: '；',
  },
  en: {
    lang: 'en', book: 'Title pre-check · handbook for authors', pages: 'Contents', other: '中文', example: 'Example', commands: 'Commands',
    outcomes: 'Outcomes', day: 'Day of the check', answers: 'Answers', none: '(no answers)', outcome: 'Outcome',
    verdict: { met: 'met', 'not-met': 'cannot apply', undetermined: 'information is missing', 'needs-discretion': 'to be checked by a person' },
    by: (ids) => `decided by ${ids}`,
    because: {
      unanswered: 'not answered', 'do-not-know': 'not known', 'day-needed': 'the day matters', 'source-not-held': 'the document is not in hand', discretion: 'an authority decides', unclear: 'the notice is not clear',
    },
    earliest: (day) => `met on ${day} at the earliest`,
    window: { open: 'filing is open', closed: 'filing is closed', upcoming: 'filing has not begun', unannounced: 'dates to be announced', 'set-by': 'dates set by others' },
    next: (id) => (id === 'none' ? 'nothing more to ask' : `next: <code>${id}</code>`),
    document: { missing: 'still missing', 'not-needed': 'not needed' },
    warning: (id) => `warning <code>${id}</code>`,
    exclusive: (ids) => `choose among ${ids}`,
    route: (id) => `<code>${id}</code>: `, and: ', ', stop: '; ',
  },
};

/** Writes the pages. */
export function writeAuthorbook() {
  for (const language of LANGUAGES) {
    mkdirSync(join(root, dist, language), { recursive: true });
    const pages = readPages(`${source}/${language}`, PAGES);
    for (const page of pages) writeFileSync(join(root, dist, language, `${page.name}.html`), whole(page, pages, language));
  }
  writeFileSync(join(root, dist, 'index.html'), door());
  copyFileSync(join(root, style), join(root, dist, 'handbook.css'));
}

function whole({ name, title, text }, pages, language) {
  const words = WORDS[language];
  const other = LANGUAGES.find((it) => it !== language);
  const body = text
    .replace(/<example name="(.+?)"><\/example>/g, (_, example) => shown(example, words))
    .replace(/<part name="(.+?)">\n([^]*?)\n<\/part>/g, (_, example, part) => code(part, words.example, ` data-part="${example}"`))
    // two columns fit a narrow screen
    .replace(/<table>(?=\n<thead><tr><th[^>]*>(?:(?!<th)[^])*<th[^>]*>(?:(?!<th )[^])*<\/tr>)/g, '<table class="narrow">')
    .replace(/<commands>\n([^]*?)\n<\/commands>/g, (_, commands) => code(commands, words.commands));
  const toOther = `<li><a href="../${other}/${name}.html" lang="${WORDS[other].lang}">${words.other}</a></li>`;
  return sheet({
    lang: words.lang,
    title: `${title} · ${words.book}`,
    style: '../handbook.css',
    body: inBook({ book: words.book, label: words.pages, links: [...listed(pages, name), toOther], title, text: body }),
  });
}

/** An example as it is written, and what comes out. */
function shown(name, words) {
  const [written, outcomes] = read(`${source}/examples/${name}.toml`, 'utf8').split('\n---\n');
  const rows = outcomes.trim().split('\n').map((line) => {
    const [day, answers, outcome] = line.split('|').map((cell) => cell.trim());
    const list = answers ? answers.split(', ').map((answer) => `<code>${escaped(answer)}</code>`).join('<br>') : words.none;
    return `<tr><td>${day}</td><td>${list}</td><td>${said(outcome, words)}</td></tr>`;
  });
  return `${code(escaped(written), `${words.example} ${name}`, ` data-example="${name}"`)}
<div class="wide" tabindex="0" role="region" aria-label="${words.outcomes} ${name}"><table>
<thead><tr><th scope="col">${words.day}</th><th scope="col">${words.answers}</th><th scope="col">${words.outcome}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

/** `not-met by four-years earliest 2022-06-01` in words. */
function said(outcome, words) {
  const [, route, rest] = /^(?:([a-z-]+): )?(.*)$/.exec(outcome);
  const [verdict, ...more] = rest.split(' ');
  const ids = (list) => list.split(',').map((id) => `<code>${id}</code>`).join(words.and);
  const parts = [`<b>${words.verdict[verdict]}</b>`];
  for (let at = 0; at < more.length; at += 2) {
    const [key, value] = [more[at], more[at + 1]];
    const [id, status] = value.split('=');
    const part = {
      by: () => words.by(ids(value)),
      because: () => value.split(',').map((reason) => words.because[reason]).join(words.and),
      earliest: () => words.earliest(value),
      window: () => words.window[value],
      next: () => words.next(value),
      document: () => `<code>${id}</code> ${words.document[status]}`,
      warning: () => words.warning(value),
      exclusive: () => words.exclusive(ids(value)),
    }[key]?.();
    parts.push(part ?? fail(`no words for an outcome: ${outcome}`));
  }
  return (route ? words.route(route) : '') + parts.join(words.stop);
}

/** The page before both languages. */
function door() {
  const links = LANGUAGES.map((language) => `<li><a href="${language}/index.html" lang="${WORDS[language].lang}">${WORDS[language].book}</a></li>`);
  const body = `<main>
<h1>${WORDS.zh.book}</h1>
<ul>
${links.join('\n')}
</ul>
</main>`;
  return sheet({ lang: WORDS.zh.lang, title: WORDS.zh.book, style: 'handbook.css', body });
}
