// Each line that is marked must fail to compile; a mark on a line that compiles fails too.

import 'title-precheck/react';

const compiles = <title-precheck as-of="2021-07-20" share-answers="" className="wide" notice={new Uint8Array()} mode={null} />;

export const wrong = [
  compiles,
  // @ts-expect-error: no such mode
  <title-precheck mode="half" />,
  // @ts-expect-error: a day is a text
  <title-precheck asOf={20210720} />,
  // @ts-expect-error: no such value of an attribute
  <title-precheck value-content="all" />,
  // @ts-expect-error: no such property
  <title-precheck asof="2021-07-20" />,
  // @ts-expect-error: not in the detail of this event
  <title-precheck onprecheck-result={({ detail }) => detail.verdict} />,
  // @ts-expect-error: no such element
  <title-prechek />,
];
