/** The days worth remembering, as a calendar (RFC 5545). */

import { formatDate } from '../dates.js';
import { grounds } from './outline.js';
import { bare, writeLines } from './text.js';
import { basisLine, limits } from './words.js';

const escape = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/** Breaks a line so that none has more than 75 octets of UTF-8. */
function fold(line) {
  let folded = '';
  let room = 75;
  for (const character of line) {
    // in UTF-8: one octet up to U+007F, two up to U+07FF; else three for one unit of UTF-16, four for two
    const octets = character < '\x80' ? 1 : character < '\u0800' ? 2 : character.length + 2;
    if (octets > room) {
      folded += '\r\n ';
      room = 74;
    }
    folded += character;
    room -= octets;
  }
  return folded;
}

/** The known days of a route by kind: of its window where the route is open to the person at all, and the earliest day even where it is not yet. */
function daysOf({ verdict, window: { state, opens, closes }, earliest }) {
  const days = verdict === 'not-met' ? {} : { upcoming: { opens, closes }, open: { closes } }[state];
  return Object.entries({ ...days, earliest }).filter(([, day]) => day);
}

/** The calendar, of one route or of all; `null` where no day is known. */
export function toICS(view, routeId) {
  const { t, notice, assessment, now } = view;
  const event = (route, [kind, day]) => {
    const texts = notice.route(route.id);
    const rule = (kind !== 'earliest' && notice.windowRule(route.id, route.window, assessment.warnings)) || texts;
    const hour = kind === 'closes' && notice.closesAt(route, assessment.warnings);
    const title = escape(t(`export-ics-${kind}`, { route: texts.name }) + (hour ? ` ${hour}` : ''));
    const about = [
      ...(kind === 'earliest' ? [t('earliest', { day: formatDate(day, t) })] : []),
      ...grounds({ ...view, said: new Set() }, rule).map((node) => writeLines(t, node).join()),
      basisLine(view), limits(view),
    ];
    const alarms = kind === 'closes' ? [7, 1] : [];
    return [
      'BEGIN:VEVENT',
      `UID:${assessment.notice.id}.${assessment.notice.edition}.${route.id}.${kind}@title-precheck`,
      `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      `DTSTART;VALUE=DATE:${day.replace(/-/g, '')}`,
      `SUMMARY:${title}`,
      `DESCRIPTION:${escape(about.join('\n'))}`,
      ...(route.channel ? [`URL:${route.channel}`] : []),
      ...alarms.flatMap((days) => ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-P${days}D`, `DESCRIPTION:${title}`, 'END:VALARM']),
      'END:VEVENT',
    ];
  };
  const routes = assessment.routes.filter(({ id }) => !routeId || id === routeId);
  const events = routes.flatMap((route) => daysOf(route).flatMap((known) => event(route, known)));
  return events.length
    ? ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//title-precheck//${view.speech.id.toUpperCase()}`, ...events, 'END:VCALENDAR', ''].map((line) => fold(bare(view, line))).join('\r\n') : null;
}
