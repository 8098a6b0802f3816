// @ts-check
// Search and filter of the report. Without this script the page shows everything, and can do neither.

const search = /** @type {HTMLInputElement} */ (document.querySelector('#search'));
const count = /** @type {HTMLElement} */ (document.querySelector('#count'));
const nothing = /** @type {HTMLElement} */ (document.querySelector('#nothing'));
const chips = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.chip')]);
const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.balancer, .band, .input')]);
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-standing]')]).map((element) => ({
  element,
  standing: element.dataset['standing'],
  text: [element.closest('.balancer')?.querySelector('.stem'), element.closest('.band')?.querySelector('h2'), element]
    .map((part) => part?.textContent ?? '')
    .join(' ')
    .toLowerCase(),
}));

let wanted = 'all';

function update() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { element, standing, text } of rows) {
    const visible = (wanted === 'all' || standing === wanted) && words.every((word) => text.includes(word));
    element.hidden = !visible;
    if (visible) shown += 1;
  }
  for (const group of groups) {
    group.hidden = group.querySelector('[data-standing]:not([hidden])') === null;
  }
  for (const link of document.querySelectorAll('.map a')) {
    const target = document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
    link.toggleAttribute('hidden', target?.hidden === true);
  }
  for (const line of document.querySelectorAll('.map dd')) {
    const empty = line.querySelector('a:not([hidden])') === null;
    line.toggleAttribute('hidden', empty);
    line.previousElementSibling?.toggleAttribute('hidden', empty);
  }
  for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset['filter'] === wanted));
  const narrowed = words.length > 0 || wanted !== 'all';
  count.textContent = narrowed ? `${shown} of ${rows.length} shown` : '';
  nothing.hidden = shown > 0 || !narrowed;
}

for (const chip of chips) {
  chip.addEventListener('click', () => {
    const filter = chip.dataset['filter'] ?? 'all';
    wanted = wanted === filter ? 'all' : filter;
    update();
  });
}

search.addEventListener('input', update);

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape') {
    search.value = '';
    wanted = 'all';
    update();
  }
});

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.find'))) {
  button.addEventListener('click', () => {
    search.value = button.dataset['find'] ?? '';
    wanted = 'all';
    update();
    scrollTo({ top: 0 });
  });
}

const themes = ['auto', 'light', 'dark'];
const theme = /** @type {HTMLElement} */ (document.querySelector('#theme'));
theme.addEventListener('click', () => {
  const next =
    themes[(themes.indexOf(document.documentElement.dataset['theme'] ?? 'auto') + 1) % themes.length] ?? 'auto';
  if (next === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  theme.textContent = `Theme: ${next}`;
});

// A link to a policy opens it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener('hashchange', openTarget);
openTarget();

// On paper nothing can be unfolded.
/** @type {HTMLDetailsElement[]} */
let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...document.querySelectorAll('details')].filter((details) => !details.open);
  for (const details of unfolded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of unfolded) details.open = false;
});

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.copy'))) {
  button.addEventListener('click', async () => {
    const lines = button.parentElement?.querySelector('pre');
    if (!lines) return;
    try {
      await navigator.clipboard.writeText(lines.textContent ?? '');
      button.textContent = 'Copied';
    } catch {
      // Where a page may not write the clipboard, what is to be copied is selected.
      getSelection()?.selectAllChildren(lines);
    }
  });
}

// What a link leads to is not to stand under the bar, which is as high as its filters need.
const bar = /** @type {HTMLElement} */ (document.querySelector('.controls'));
function clearBar() {
  const height = getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  document.documentElement.style.scrollPaddingTop = `${height + 12}px`;
}
addEventListener('resize', clearBar);

for (const control of document.querySelectorAll('.controls, .find, .copy')) control.removeAttribute('hidden');
update();
clearBar();
