import type { Device } from '../facts/facts.ts';

/** What is known of the device a template is meant for; anything absent is unknown. */
export interface DeviceContext {
  readonly device: Device | undefined;
  /** `2106` */
  readonly release: string | undefined;
  readonly kubernetes: 'none' | 'configured' | undefined;
  /** Who says so: a path or `setting`; `undefined` when nobody does. */
  readonly saidBy: string | undefined;
}
