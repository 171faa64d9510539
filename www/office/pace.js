/** Work in portions: so many ms at a stretch, then whatever else waits has its turn. */

export class Pace {
  /** @param {number} most ms at a stretch */
  constructor(most) {
    this.most = most;
    this.start = performance.now();
    this.channel = new MessageChannel();
  }

  get isOver() {
    return performance.now() - this.start > this.most;
  }

  /** Lets others have their turn. A timer would wait 4 ms each time. */
  async breath() {
    await new Promise((done) => {
      this.channel.port1.onmessage = done;
      this.channel.port2.postMessage(null);
    });
    this.start = performance.now();
  }

  end() {
    this.channel.port1.close();
  }
}
