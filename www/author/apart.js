/** Runs what takes its time in a Worker made of its own text, or, where the browser allows none, in the page. */

/** How long a Worker may take to say that it is there; one that is forbidden may say nothing. */
const PATIENCE = 8000;

/**
 * Starts `heavy`, a function of `say` that gives a function of messages. The first message is `first(inPage)`; once it was taken `{ ready: true }` is said, and
 * all else that is said goes to `hear`. Gives what posts messages.
 */
export const apart = async (heavy, first, hear) => await inWorker(heavy, first(false), hear) || inPage(heavy, first(true), hear);

function inWorker(heavy, first, hear) {
  return new Promise((done) => {
    let worker;
    let timer;
    const settle = (post) => {
      clearTimeout(timer);
      if (!post && worker) worker.terminate();
      done(post);
    };
    try {
      const text = `onmessage=(function(hear){return function(event){hear(event.data)}})((${heavy})(function(said){postMessage(said)}))`;
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      worker = new Worker(url);
      worker.onerror = (event) => {
        event.preventDefault();
        settle(null);
      };
      worker.onmessage = ({ data }) => {
        URL.revokeObjectURL(url);
        worker.onmessage = (event) => hear(event.data);
        settle(data.ready ? (message) => worker.postMessage(message) : null);
      };
      worker.postMessage(first);
      timer = setTimeout(() => settle(null), PATIENCE);
    } catch (_) {
      settle(null);
    }
  });
}

function inPage(heavy, first, hear) {
  return new Promise((done, refuse) => {
    const post = heavy((said) => {
      if (said.ready) done(post);
      else if (said.failed && said.id === undefined) refuse(new Error(said.failed));
      else hear(said);
    });
    post(first);
  });
}
