// The classic script's one name, for a page that imports nothing else.

import 'title-precheck/iife';

export const version: string = window.TitlePrecheck.version;
