/** The element in React's templates, 19 or later: `<title-precheck asOf="2021-08-01" onprecheck-result={heard} />`. */

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { PrecheckEventMap, TemplateSettings, TitlePrecheck } from './element.js';

export * from './element.js';

type Plain = DetailedHTMLProps<HTMLAttributes<TitlePrecheck>, TitlePrecheck>;
type Listeners = { [Name in keyof PrecheckEventMap as `on${Name}`]?: ((event: PrecheckEventMap[Name]) => void) | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'title-precheck': Omit<Plain, keyof TemplateSettings> & TemplateSettings & Listeners;
    }
  }
}
