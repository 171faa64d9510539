/** Makes what inspects files: beside the page where the browser and the site's policy allow it, else in the page. */

import { looker } from 'embedded:looker';
import packed from 'embedded:scan';
import { unpack } from '../unpack.js';
import { trusted } from '../sibling.js';

/** How long a Worker may take to answer; one that is forbidden may say nothing. */
const PATIENCE = 8000;

/** `{ post, close }`; what it says goes to `hear`. Rejects where neither works. */
export async function openLooker(hear) {
  const bytes = unpack(packed);
  return (await inWorker(bytes, hear)) || inPage(bytes, hear);
}

function inWorker(bytes, hear) {
  return new Promise((done) => {
    let worker;
    let url;
    let timer;
    const settle = (made) => {
      clearTimeout(timer);
      URL.revokeObjectURL(url);
      if (!made && worker) worker.terminate();
      done(made);
    };
    try {
      const text = `onmessage=(function(hear){return function(event){hear(event.data)}})((${looker})(function(said){postMessage(said)}))`;
      url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      worker = new Worker(trusted(url));
      worker.onerror = (event) => {
        event.preventDefault();
        settle(null);
      };
      worker.onmessage = ({ data }) => {
        worker.onmessage = (event) => hear(event.data);
        worker.onerror = () => hear({ broken: true });
        settle(data.ready ? { post: (message) => worker.postMessage(message), close: () => worker.terminate() } : null);
      };
      worker.postMessage({ scan: bytes });
      timer = setTimeout(settle, PATIENCE);
    } catch (_) {
      settle(null);
    }
  });
}

function inPage(bytes, hear) {
  return new Promise((done, failed) => {
    let isOpen = true;
    const first = ({ ready, failed: why }) => {
      if (ready) done({ post, close: () => { isOpen = false; } });
      else failed(new Error(why || 'no canvas'));
    };
    let take = (said) => {
      take = hear;
      first(said);
    };
    const post = looker((said) => setTimeout(() => isOpen && take(said)));
    post({ scan: bytes });
  });
}
