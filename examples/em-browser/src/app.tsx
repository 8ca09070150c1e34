import type { VNode } from 'preact';
import { NoticeList } from './components/notice-list.tsx';
import { type Tab, Tabs } from './components/tabs.tsx';
import { DataPanel } from './data/data-panel.tsx';
import { LookPanel } from './look/look-panel.tsx';
import { SegmentPanel } from './segment/segment-panel.tsx';
import { type PanelName, panel } from './state/panel.ts';
import { TrainPanel } from './train/train-panel.tsx';

const tabs: readonly Tab<PanelName>[] = [
  { name: 'data', title: 'Data', panel: () => <DataPanel /> },
  { name: 'look', title: 'Look', panel: () => <LookPanel /> },
  { name: 'train', title: 'Train', panel: () => <TrainPanel /> },
  { name: 'segment', title: 'Segment', panel: () => <SegmentPanel /> },
];

/** The page: four panels, from the data to the segmentation. */
export function App(): VNode {
  return (
    <>
      <header class="page-header">
        <h1>U-Net in the browser</h1>
        <p>Train a segmentation network on your own microscope images. Pixels never leave this machine.</p>
      </header>
      <main>
        <NoticeList />
        <Tabs label="Steps of the work" tabs={tabs} selected={panel} />
      </main>
    </>
  );
}
