import { startDashboardBeside } from '../../dashboard/start-beside.ts';
import type { Output } from '../../terminal/output.ts';
import type { TrainRequest } from './request.ts';

/**
 * Does work while a page shows the runs of a folder, where that was asked for.
 * @throws Error in one line for a port that is taken, before the work begins
 */
export async function withDashboard<Result>(
  { dashboard, port }: Pick<TrainRequest, 'dashboard' | 'port'>,
  folder: string,
  output: Output,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!dashboard) return work();
  const { url, stop } = await startDashboardBeside([folder], port);
  try {
    output.event('dashboard', { url });
    output.say(`Dashboard: ${url}`);
    return await work();
  } finally {
    await stop();
    output.say(`The dashboard has ended; to see the run again: unet dashboard ${folder}`);
  }
}
