import { computed, type ReadonlySignal } from '@preact/signals';
import type { DeviceLimits } from '@unet/backends';
import { type Preflight, preflight } from '@unet/run';
import { probes } from '../../engine/probe-backends.ts';
import { dataset, trainingSlices } from '../../state/dataset.ts';
import { nextPlan } from './next-plan.ts';
import { smallMachine } from './small-machine.ts';
import { startedBackends } from './started-backends.ts';
import { chosenBackend } from './train-backend.ts';

/** Whether the chosen backend can train what is planned; undefined without a plan, and as long as the backend has not been started here. */
export const nextPreflight: ReadonlySignal<Preflight | undefined> = computed(() => {
  const { plan } = nextPlan.value;
  const limits = limitsOfChosen();
  if (plan === undefined || dataset.value === undefined || limits === undefined) return undefined;
  return preflight(plan, trainingSlices(dataset.value), limits, smallMachine());
});

function limitsOfChosen(): DeviceLimits | undefined {
  const name = chosenBackend.value;
  const probe = probes.value[name];
  const probed = probe !== undefined && probe !== 'probing' && probe.works ? probe.backend : undefined;
  return (startedBackends.value[name] ?? probed)?.limits;
}
