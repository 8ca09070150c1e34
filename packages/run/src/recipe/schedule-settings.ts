/** How the learning rate goes: the schedules of `@unet/trainer`, as plain JSON. */
export interface ScheduleSettings {
  /** The rate that the schedule starts from. */
  readonly learningRate: number;
  /**
   * `constant`: stays. `inverse-root`: falls as 1 / sqrt(1 + step / steady), which does not depend on the length of the run. `cosine`: rises over
   * `warmup` steps, then falls to `finalShare` by half a cosine until the run ends. `step`: is multiplied by `factor` every `every` steps.
   */
  readonly schedule: 'constant' | 'inverse-root' | 'cosine' | 'step';
  /** `inverse-root`: steps over which the rate hardly falls. Absent: 200. */
  readonly steady?: number;
  /** `cosine`: steps at the start over which the rate rises. Absent: 0. */
  readonly warmup?: number;
  /** `cosine`: share of the rate that is left at the end. Absent: 0. */
  readonly finalShare?: number;
  /** `step`: steps between two changes. Absent: 1000. */
  readonly every?: number;
  /** `step`: what the rate is multiplied by at each. Absent: 0.1. */
  readonly factor?: number;
}

/**
 * The steps over which a schedule falls, where it depends on the length of the run: such a run cannot be made longer without being another one.
 * Undefined for the others.
 */
export function scheduleSteps({ schedule }: ScheduleSettings, steps: number): number | undefined {
  return schedule === 'cosine' ? steps : undefined;
}
