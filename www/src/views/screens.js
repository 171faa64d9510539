/** The screens by name. */

import { checkView } from './check.js';
import { documentsScreen } from './documents.js';
import { dayView, questionView } from './question.js';
import { resultView } from './result.js';
import { codeView, routesView, startView } from './start.js';

export const SCREENS = {
  start: startView, routes: routesView, code: codeView, day: dayView, question: questionView, check: checkView, result: resultView,
  documents: documentsScreen,
};
