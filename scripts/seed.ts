import type { Settings } from './local/settings.ts'

type Options = { again: boolean; say: (line: string) => void }

export async function seedOnce(settings: Settings, { again, say }: Options): Promise<void> {
  void settings
  void again
  void say
}
