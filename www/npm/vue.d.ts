/** The element in Vue's templates: `<title-precheck as-of="2021-08-01" @precheck-result="heard" />`. */

import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { PrecheckEventMap, TemplateSettings, TitlePrecheck } from './element.js';

export * from './element.js';

type Listeners = { [Name in keyof PrecheckEventMap]: (event: PrecheckEventMap[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'title-precheck': new () => TitlePrecheck & {
      /** For templates alone. */
      $props: HTMLAttributes & TemplateSettings & PublicProps;
      /** For templates alone. */
      $emit: EmitFn<Listeners>;
    };
  }
}
