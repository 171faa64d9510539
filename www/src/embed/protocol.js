/** What goes between a site and the pre-check in a frame: `{ precheck: 1, type, detail }`, as plain data. */

/** The version of all this; what has another is not read. */
export const PROTOCOL = 1;

/** The settings that a site may give a frame: none that fetches, and none that would let answers out. */
export const SETTINGS = ['lang', 'mode', 'as-of', 'preset', 'routes', 'storage', 'start-url', 'help-tel', 'help-text', 'theme', 'webfont'];

/** The events that a frame tells: each `precheck-` event of the element under the rest of its name. */
export const EVENTS = ['ready', 'step', 'change', 'result', 'proceed', 'export', 'update', 'error'];

/** The methods that a site may call. */
export const CALLS = ['start', 'reset', 'print', 'focus'];

export const message = (type, detail) => ({ precheck: PROTOCOL, type, detail });

/** Whether something that came is of this protocol. */
export const isMessage = (data) => Boolean(data) && data.precheck === PROTOCOL;
