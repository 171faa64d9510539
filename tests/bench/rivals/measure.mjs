// Runs one contender, in Node and in a page alike: it is bundled with each.

/** Applicants assessed one at a time, with reasons, for so long; how many that were. */
async function one(contender, today, people, milliseconds) {
  const until = performance.now() + milliseconds;
  let count = 0;
  do {
    for (let turn = 0; turn < 10; turn += 1) {
      const said = contender.one(today, people[count % people.length]);
      if (said instanceof Promise) await said;
      count += 1;
    }
  } while (performance.now() < until);
  return count;
}

/** The same for whole lists. */
async function lists(work, length, milliseconds) {
  const until = performance.now() + milliseconds;
  let count = 0;
  do {
    const said = work();
    if (said instanceof Promise) await said;
    count += length;
  } while (performance.now() < until);
  return count;
}

/** What a bundle gives whoever runs it. */
export const measured = (setUp, said) => ({
  /** From the rules to the first verdict; the contender is then ready. */
  async begin(today, people) {
    const contender = await setUp(said);
    await contender.one(today, people[0]);
    Object.assign(this, { contender, today, people });
  },
  run(kind, milliseconds) {
    const { contender, today, people } = this;
    if (kind === 'one') return one(contender, today, people, milliseconds);
    return lists(kind === 'bytes' ? contender.bytes(today, people) : () => contender.many(today, people), people.length, milliseconds);
  },
});
