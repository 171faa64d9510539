/** The office page. */

import { App } from './app.js';

new App(document.getElementById('desk')).start();
