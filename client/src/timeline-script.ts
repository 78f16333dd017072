/** The page's script: shows what the extension sends, and tells it which step somebody chooses. */
export const timelineScript = `
const host = acquireVsCodeApi();
const main = document.querySelector('main');

function chosenStep(element) {
  const step = element.closest('[data-step]');
  const timeline = element.closest('[data-timeline]');
  if (!step || !timeline) return undefined;
  return { timeline: Number(timeline.dataset.timeline), step: Number(step.dataset.step) };
}

function reveal(event) {
  const step = chosenStep(event.target);
  if (!step) return;
  event.preventDefault();
  host.postMessage({ type: 'reveal', ...step });
}

main.addEventListener('click', reveal);
main.addEventListener('keydown', (event) => {
  // Buttons turn these keys into clicks themselves.
  const pressed = event.key === 'Enter' || event.key === ' ';
  if (pressed && event.target instanceof SVGElement) reveal(event);
});

// What a person was looking at stays where it was when the content is replaced.
function placeInPage() {
  const scrolled = [...main.querySelectorAll('.scrolling')].map((part) => part.scrollLeft);
  const focusable = [...main.querySelectorAll('button, [tabindex]')];
  return { scrolled, focus: focusable.indexOf(document.activeElement), top: window.scrollY };
}

function returnTo(place) {
  main.querySelectorAll('.scrolling').forEach((part, index) => {
    part.scrollLeft = place.scrolled[index] ?? 0;
  });
  const focusable = main.querySelectorAll('button, [tabindex]');
  if (place.focus >= 0) focusable[place.focus]?.focus({ preventScroll: true });
  window.scrollTo(0, place.top);
}

window.addEventListener('message', ({ data }) => {
  if (data.type !== 'update') return;
  const place = placeInPage();
  main.innerHTML = data.body;
  returnTo(place);
});

host.postMessage({ type: 'ready' });
`;
