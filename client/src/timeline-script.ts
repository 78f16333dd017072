/**
 * The page's script: shows what the extension sends, tells it what somebody chooses, moves the
 * focus among the steps, and draws pictures to be kept.
 */
export const timelineScript = `
const host = acquireVsCodeApi();
const main = document.querySelector('main');

function timelineOf(element) {
  return Number(element.closest('[data-timeline]')?.dataset.timeline);
}

function reveal(event) {
  const step = event.target.closest('[data-step]');
  if (!step) return;
  event.preventDefault();
  host.postMessage({ type: 'reveal', timeline: timelineOf(step), step: Number(step.dataset.step) });
}

main.addEventListener('click', (event) => {
  const save = event.target.closest('[data-save]');
  if (!save) return reveal(event);
  host.postMessage({ type: 'save', timeline: timelineOf(save), format: save.dataset.save });
});

main.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-courses]')) return;
  host.postMessage({ type: 'course', timeline: timelineOf(target), course: target.value });
});

// Of many steps one can be reached by Tab, the others from there by the arrow keys.
const keys = {
  horizontal: { ArrowLeft: -1, ArrowRight: 1 },
  vertical: { ArrowUp: -1, ArrowDown: 1 },
};

function stopsIn(group) {
  return [...group.querySelectorAll('g[data-step], tr[data-step] button')];
}

function setStops(group) {
  stopsIn(group).forEach((stop, index) => stop.setAttribute('tabindex', index === 0 ? 0 : -1));
}

function moveFocus(event) {
  const group = event.target.closest('[data-rove]');
  const stop = event.target.closest('g[data-step], tr[data-step] button');
  if (!group || !stop) return false;
  const stops = stopsIn(group);
  const by = keys[group.dataset.rove][event.key];
  const to = { Home: 0, End: stops.length - 1 }[event.key] ?? stops.indexOf(stop) + by;
  const next = stops[to];
  if (!next) return false;
  stop.setAttribute('tabindex', -1);
  next.setAttribute('tabindex', 0);
  next.focus({ preventScroll: true });
  showStop(next);
  return true;
}

main.addEventListener('keydown', (event) => {
  // Buttons turn these keys into clicks themselves.
  const pressed = event.key === 'Enter' || event.key === ' ';
  if (pressed && event.target instanceof SVGElement) reveal(event);
  else if (moveFocus(event)) event.preventDefault();
});

// A step in the picture is brought into view beside the names, which cover what is under them.
function showStop(stop) {
  const frame = stop.closest('.picture');
  if (!frame) return stop.scrollIntoView({ block: 'nearest' });
  const names = frame.querySelector('.names').getBoundingClientRect();
  const box = stop.getBoundingClientRect();
  if (box.left < names.right) frame.scrollLeft -= names.right - box.left;
  const over = box.right - frame.getBoundingClientRect().right;
  if (over > 0) frame.scrollLeft += over;
}

let current;

function markCurrent() {
  for (const marked of main.querySelectorAll('[aria-current]')) {
    marked.removeAttribute('aria-current');
  }
  if (!current) return;
  const section = main.querySelector('[data-timeline="' + current.timeline + '"]');
  const steps = section?.querySelectorAll('[data-step="' + current.step + '"]') ?? [];
  for (const step of steps) {
    step.setAttribute('aria-current', 'step');
    if (step instanceof SVGElement) showStop(step);
  }
}

// What a person was looking at stays where it was when the content is replaced.
function placeInPage() {
  const scrolled = [...main.querySelectorAll('.scrolling')].map((part) => part.scrollLeft);
  const focusable = [...main.querySelectorAll('button, select, summary, [tabindex]')];
  const closed = [...main.querySelectorAll('details')].map(({ open }) => !open);
  return { scrolled, closed, focus: focusable.indexOf(document.activeElement), top: scrollY };
}

function returnTo(place) {
  main.querySelectorAll('.scrolling').forEach((part, index) => {
    part.scrollLeft = place.scrolled[index] ?? 0;
  });
  main.querySelectorAll('details').forEach((part, index) => {
    if (place.closed[index]) part.open = false;
  });
  const focusable = main.querySelectorAll('button, select, summary, [tabindex]');
  if (place.focus >= 0) focusable[place.focus]?.focus({ preventScroll: true });
  scrollTo(0, place.top);
}

function update(body) {
  const place = placeInPage();
  main.innerHTML = body;
  for (const slice of main.querySelectorAll('.slice')) {
    // Slices that are out of sight are not laid out, so their size has to be told.
    const svg = slice.firstElementChild;
    slice.style.width = svg.getAttribute('width') + 'px';
    slice.style.height = svg.getAttribute('height') + 'px';
  }
  main.querySelectorAll('[data-rove]').forEach(setStops);
  returnTo(place);
  markCurrent();
}

// A picture by itself has no theme: its colours are those that the page has now.
function inColours(svg) {
  const style = getComputedStyle(document.body);
  const variable = /var\\((--[\\w-]+)(?:,\\s*([^()]*))?\\)/g;
  let before;
  do {
    before = svg;
    svg = svg.replace(variable, (_, name, fallback) => {
      const value = style.getPropertyValue(name).trim() || fallback || 'none';
      return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    });
  } while (svg !== before);
  return svg;
}

// Twice the size, to be sharp, as far as a canvas goes.
const longestSide = 16384;

async function draw(svg) {
  const url = URL.createObjectURL(new Blob([inColours(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, longestSide / image.width, longestSide / image.height);
    // Smaller than this nobody could read it.
    if (scale < 0.5) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(image.width * scale);
    canvas.height = Math.floor(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

window.addEventListener('message', async ({ data }) => {
  if (data.type === 'update') update(data.body);
  if (data.type === 'current') {
    current = data.at;
    markCurrent();
  }
  if (data.type === 'draw') {
    const png = await draw(data.svg);
    host.postMessage(png ? { type: 'drawn', png } : { type: 'drawn' });
  }
});

host.postMessage({ type: 'ready' });
`;
