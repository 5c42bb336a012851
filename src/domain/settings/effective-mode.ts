import type { AutomatedModule, Mode, Settings } from './schemas.ts'

/** The mode a module works in: its own override, else the global mode. */
export function effectiveMode(
  settings: Pick<Settings, 'global_mode' | 'module_overrides'>,
  module: AutomatedModule,
): Mode {
  return settings.module_overrides[module] ?? settings.global_mode
}
