import { render } from 'preact';
import { App } from './app.tsx';
import { ignoreStrayDrops } from './components/ignore-stray-drops.ts';
import { openDataset } from './data/actions.ts';
import { restoreRun } from './train/run/restore-run.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';

render(<App />, document.getElementById('app')!);
ignoreStrayDrops();
void openDataset();
void restoreRun();
