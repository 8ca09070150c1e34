import { render } from 'preact';
import { App } from './app.tsx';
import { openDataset } from './data/open-dataset.ts';
import { restoreRun } from './train/restore-run.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';

render(<App />, document.getElementById('app')!);
void openDataset();
void restoreRun();
