/**
 * Where a person is on the way from the start to the result, and what was answered; pure functions from state to state.
 *
 * A place is `{ screen }`, one of SCREENS, or `{ screen: 'question', fact }`; a question with `refine` asks for the day of a month
 * that was given. `behind` and `ahead` are the places that 返回 and 继续 lead to, nearest last. The engine chooses the questions.
 */

const START = { screen: 'start' };

/** The screens where a person has come to rest: going on from a question leads back to the last of them that was seen. */
const RESTS = ['documents', 'check', 'result'];

/** The state before anything was answered, for the routes that a person is interested in. */
export function begin(interest, answers = {}) {
  return {
    place: START, behind: [], ahead: [],
    interest, answers, refined: [], day: null,
    scans: null, ticks: [],
    draft: null, problem: null,
  };
}

/** The engine's input for a state. */
export function inputOf(state, today) {
  const input = { today: state.day || today, answers: state.answers, routes: state.interest };
  if (state.scans) input.scans = state.scans;
  return input;
}

/** Goes to a place; 返回 leads back here. */
export function visit(state, place) {
  return { ...state, place, behind: [...state.behind, state.place], ahead: [], draft: null, problem: null };
}

/** Goes to a question whose answer is to be given or changed. */
export function ask(state, fact) {
  return visit(state, { screen: 'question', fact });
}

/** Goes back to the place before. */
export function back(state) {
  if (!state.behind.length) return state;
  return {
    ...state,
    place: state.behind[state.behind.length - 1],
    behind: state.behind.slice(0, -1),
    ahead: [...state.ahead, state.place],
    draft: null, problem: null,
  };
}

/** Keeps what stands in the fields. */
export function type(state, draft) {
  return { ...state, draft };
}

/** Shows a problem at a field, with what was typed kept. */
export function refuse(state, problem) {
  return { ...state, problem };
}

/** Chooses the routes of interest; what lay ahead was chosen for others. */
export function choose(state, interest) {
  return { ...state, interest, ahead: [], problem: null };
}

/** Sets the day that years and windows are counted to. */
export function countTo(state, day) {
  return { ...state, day, ahead: [] };
}

/** Records the answer of the question asked. A changed answer makes the places ahead moot. */
export function answer(state, value) {
  const { fact, refine } = state.place;
  const changed = state.answers[fact] !== value;
  const refined = state.refined.filter((id) => id !== fact || !changed);
  return {
    ...state,
    answers: { ...state.answers, [fact]: value },
    refined: refine ? [...refined, fact] : refined,
    ahead: changed ? [] : state.ahead,
    problem: null,
  };
}

/** Leaves a question about the day unanswered; it is not offered again. */
export function skip(state) {
  return { ...state, refined: [...state.refined, state.place.fact], problem: null };
}

/** Goes on: to the place that was gone back from, else to what the engine still asks, else to the result, by way of the answers the first time. */
export function advance(state, assessment) {
  const ahead = state.ahead.slice();
  const place = ahead.pop() || nextPlace(state, assessment);
  let behind = [...state.behind, state.place];
  const seen = RESTS.includes(place.screen) ? behind.findIndex(({ screen }) => screen === place.screen) : -1;
  if (seen >= 0) behind = behind.slice(0, seen);
  return { ...state, place, behind, ahead, draft: null, problem: null };
}

/** Goes on to where a journey had come to that was kept; to what the engine still asks, where it may not be there yet. */
export const resume = (place) => (state, assessment) => {
  const next = advance(state, assessment);
  const { screen, fact } = next.place;
  const isAhead = place && (place.screen === 'question'
    ? place.fact !== fact && state.answers[place.fact] !== undefined
    : place.screen !== screen && screen === 'check' && RESTS.includes(place.screen));
  return isAhead ? visit(next, place) : next;
};

function nextPlace(state, assessment) {
  if (state.place.screen === 'question' && returnsTo(state) === 'documents') return { screen: 'documents' };
  if (assessment.next_question) return { screen: 'question', fact: assessment.next_question };
  const fact = assessment.refine.find((id) => !state.refined.includes(id));
  if (fact) return { screen: 'question', fact, refine: true };
  return { screen: state.place.screen === 'check' || hasSeen(state, 'result') ? 'result' : 'check' };
}

/** Records the scans of an upload document, as the engine takes them, in place of those before; from the first time on, the engine is told of all. */
export function setScans(state, document, scans) {
  return { ...state, scans: [...(state.scans || []).filter((scan) => scan.document !== document), ...scans] };
}

/** Marks any other thing to prepare as done or not; only this page knows. */
export function tick(state, id, done) {
  const others = state.ticks.filter((other) => other !== id);
  return { ...state, ticks: done ? [...others, id] : others };
}

function hasSeen(state, wanted) {
  return state.behind.some(({ screen }) => screen === wanted);
}

/** The screen, one of RESTS, that a question being answered leads back to; what belongs to the files is asked from their list. */
export function returnsTo(state) {
  const from = state.behind[state.behind.length - 1];
  if (from && from.screen === 'documents') return from.screen;
  return ['result', 'check'].find((screen) => hasSeen(state, screen));
}

/** How many questions can still follow the one shown, at most. */
export function questionsAfter(state, assessment) {
  const pending = state.place.fact === assessment.next_question ? 1 : 0;
  return Math.max(0, assessment.questions_left_at_most - pending);
}
