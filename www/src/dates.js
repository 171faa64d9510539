/**
 * Reads the dates and numbers that people type, and writes dates for people.
 *
 * A date on the wire is `YYYY-MM-DD`, or `YYYY-MM` for "some day in that month"; years run from 1950 to 2100.
 */

const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

const CHINESE_DIGITS = '〇一二三四五六七八九';

/** What nobody sees and what comes along with copied text: of no width, or marks of direction. Not those that turn digits around. */
const UNSEEN = /[\xad\u061c\u200b-\u200f\u202a-\u202c\u2060-\u206f\ufeff]/g;

/** Turns full-width forms into ASCII and Chinese numerals (八, 十二, 二〇二一) into digits. */
export function plainDigits(text) {
  return String(text)
    .replace(UNSEEN, '')
    .normalize('NFKC')
    .replace(/[零○]/g, '〇')
    .replace(/[〇一二三四五六七八九十]+/g, (numeral) => {
      const ten = numeral.indexOf('十');
      if (ten < 0) return Array.from(numeral, (digit) => CHINESE_DIGITS.indexOf(digit)).join('');
      const tens = ten === 0 ? 1 : CHINESE_DIGITS.indexOf(numeral[ten - 1]);
      const units = ten === numeral.length - 1 ? 0 : CHINESE_DIGITS.indexOf(numeral[ten + 1]);
      return String(tens * 10 + units);
    })
    .trim();
}

/** The number of a field such as `８`, `八月` or `3 日`, `null` when empty, `NaN` when it is none. */
function fieldNumber(text) {
  const plain = plainDigits(text).replace(/\s*[年月日号]$/, '');
  if (plain === '') return null;
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

/** The year, month and day of a whole date typed into one field (`2021.8`, `2021-08-03`, `20210803`), else `null`. */
function wholeDate(text) {
  const plain = plainDigits(text);
  const compact = /^(\d{4})(\d{2})(\d{2})?$/.exec(plain);
  if (compact) return compact.slice(1);
  const separated = /^(\d{4})\s*[-./,年\s]\s*(\d{1,2})\s*(?:[-./,月\s]\s*(?:(\d{1,2})\s*[日号]?)?)?$/.exec(plain);
  return separated ? separated.slice(1) : null;
}

/** The days of a month. */
function daysIn(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const pad = (number) => String(number).padStart(2, '0');

/**
 * Reads the three fields of a date; `{ value }` on the wire's form, or `{ problem, field }` that names the faulty field.
 *
 * A whole date in the year field is understood when the others are empty. The day may be left out unless `dayNeeded`.
 */
export function readDate({ year = '', month = '', day = '' }, { dayNeeded = false } = {}) {
  let fields = [year, month, day];
  if (!plainDigits(month) && !plainDigits(day)) {
    const whole = wholeDate(year);
    if (whole) fields = whole.map((part) => part || '');
  }
  const [y, m, d] = fields.map(fieldNumber);
  if (y === null && m === null && d === null) return { problem: 'date-empty', field: 'year' };
  if (y === null) return { problem: 'year-empty', field: 'year' };
  if (!(y >= 1000 && y <= 9999)) return { problem: 'year-digits', field: 'year' };
  if (y < FIRST_YEAR || y > LAST_YEAR) return { problem: 'year-range', field: 'year' };
  if (m === null) return { problem: 'month-empty', field: 'month' };
  if (!(m >= 1 && m <= 12)) return { problem: 'month-range', field: 'month' };
  if (d === null) return dayNeeded ? { problem: 'day-empty', field: 'day' } : { value: `${y}-${pad(m)}` };
  if (!(d >= 1 && d <= daysIn(y, m))) return { problem: 'day-range', field: 'day', days: daysIn(y, m) };
  return { value: `${y}-${pad(m)}-${pad(d)}` };
}

/** Reads a whole number from 0 to 99 (`3`, `３年`, `三`); `{ value }` or `{ problem }`. */
export function readNumber(text) {
  const plain = plainDigits(text).replace(/\s*[年次个]$/, '');
  if (plain === '') return { problem: 'number-empty' };
  if (!/^\d{1,2}$/.test(plain)) return { problem: 'number-range' };
  return { value: Number(plain) };
}

/** The fields of a date on the wire. */
export function dateFields(value) {
  const [year = '', month = '', day = ''] = value ? value.split('-') : [];
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
}

/** A date on the wire as people write it in the catalog's language. */
export function formatDate(value, t) {
  const fields = dateFields(value);
  return t(fields.day ? 'date-day' : 'date-month', fields);
}

/** The civil date of a clock in its own time zone. */
export function localDay(clock) {
  return `${clock.getFullYear()}-${pad(clock.getMonth() + 1)}-${pad(clock.getDate())}`;
}

/** Whether a text is a civil date with a day on the wire's form. */
export function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text || '') && readDate(dateFields(text)).value === text;
}
