import { legalInputSizes } from '@unet/model/arrays';
import { proxy, wrap } from 'comlink';
import type { BenchmarkWorker } from './benchmark-worker.ts';
import { readSettings } from './read-settings.ts';
import { depth, headline, type Report, rowsOf } from './report.ts';
import type { Progress } from './run-benchmark.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/layout.css';
import './benchmark.css';

const element = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const form = element<HTMLFormElement>('settings');
const [start, stop, copy] = [
  element<HTMLButtonElement>('start'),
  element<HTMLButtonElement>('stop'),
  element<HTMLButtonElement>('copy'),
];
const json = element<HTMLTextAreaElement>('json');

// It scrolls on narrow pages, by keyboard too.
element('scroll').tabIndex = 0;

let thread: Worker | undefined;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void measure(new URLSearchParams([...new FormData(form)] as [string, string][]));
});
stop.addEventListener('click', () => finish('Stopped; what is measured stays.'));
copy.addEventListener('click', () => void copyJson());

// Every fourth size up to the paper's; others by the address.
const inputSizes = legalInputSizes({ depth }, { from: 188 }).filter((_, index) => index % 4 === 0);
element<HTMLSelectElement>('input-size').replaceChildren(...inputSizes.map((size) => new Option(String(size))));

// An address with settings starts by itself: benchmark.html?backend=webgl&base=8&input-size=188&runs=3&wide
const asked = new URLSearchParams(location.search);
if (asked.has('backend')) {
  for (const [name, value] of asked) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLSelectElement) choose(control, value);
    if (control instanceof HTMLInputElement) control.checked = true;
  }
  void measure(asked);
}

/** Measures in a worker of its own, which takes the GPU's memory with it when it ends. */
async function measure(values: URLSearchParams): Promise<void> {
  begin();
  const own = new Worker(new URL('./benchmark-worker.ts', import.meta.url), { type: 'module', name: 'benchmark' });
  thread = own;
  try {
    const failed = new Promise<never>((_, reject) => {
      own.addEventListener('error', ({ message }) => reject(new Error(message || 'its worker could not be started')));
    });
    const settings = readSettings(values);
    const show = proxy(({ report, share, doing }: Progress) => {
      if (thread !== own) return;
      element<HTMLProgressElement>('progress').value = share;
      say(`${Math.round(100 * share)} %: ${doing}`);
      if (report) showReport(report);
    });
    const report = await Promise.race([wrap<BenchmarkWorker>(own).run(settings, show), failed]);
    if (thread !== own) return;
    showReport(report);
    element<HTMLProgressElement>('progress').value = 1;
    finish('Done.', 'done');
  } catch (error) {
    if (thread === own) finish(`It failed: ${error instanceof Error ? error.message : error}`, 'failed');
  }
}

function begin(): void {
  form.dataset.state = 'running';
  start.disabled = true;
  stop.disabled = false;
  copy.disabled = true;
  json.value = '';
  json.hidden = true;
  element('rows').replaceChildren();
  element('scroll').hidden = true;
  element('headline').textContent = '';
  element<HTMLProgressElement>('progress').value = 0;
}

function finish(text: string, state = 'stopped'): void {
  thread?.terminate();
  thread = undefined;
  form.dataset.state = state;
  start.disabled = false;
  stop.disabled = true;
  say(text);
}

function showReport(report: Report): void {
  element('headline').textContent = headline(report);
  element('rows').replaceChildren(
    ...rowsOf(report).map(({ block, shape, operation, stock, ours, ratio }) => {
      const row = document.createElement('tr');
      for (const text of [block, shape, operation, stock, ours, ratio]) row.insertCell().textContent = text;
      return row;
    }),
  );
  element('scroll').hidden = false;
  json.value = JSON.stringify(report, null, 2);
  copy.disabled = false;
}

/** Shows the text where the browser does not let the page write to the clipboard. */
async function copyJson(): Promise<void> {
  try {
    await navigator.clipboard.writeText(json.value);
    say('Copied.');
  } catch {
    json.hidden = false;
    json.select();
    say('This browser does not let the page copy; the text is selected below.');
  }
}

function say(text: string): void {
  element('status').textContent = text;
}

/** Chooses a value, one that the form does not offer by itself too. */
function choose(control: HTMLSelectElement, value: string): void {
  if (![...control.options].some((option) => option.value === value)) control.add(new Option(value, value));
  control.value = value;
}
