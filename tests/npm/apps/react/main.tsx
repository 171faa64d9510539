import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'title-precheck/react';
import type { RouteSummary, TitlePrecheck } from 'title-precheck';

function App() {
  const [summary, hear] = useState<RouteSummary[]>([]);
  const [day, count] = useState('2021-07-19');
  const element = useRef<TitlePrecheck>(null);
  return (
    <>
      <title-precheck ref={element} asOf={day} storage="none" shareAnswers lang="zh"
        onprecheck-ready={() => count('2021-07-20')}
        onprecheck-result={({ detail }) => hear(detail.assessment ? detail.summary : [])}>
        <p>通知和材料清单</p>
      </title-precheck>
      <p id="heard">{summary.map(({ id, verdict }) => `${id}=${verdict}`).join(';')}</p>
    </>
  );
}

createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
