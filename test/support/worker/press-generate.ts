import type { Browser } from './browser.ts'
import { hiddenValue } from './hidden-value.ts'

/** Presses Generate twice, as one does without a script: the first press shows what it costs. */
export async function pressGenerate(browser: Browser, form: FormData): Promise<Response> {
  const shown = await browser.post('/generate', form)
  if (shown.status !== 200) return shown
  form.set('quoted', hiddenValue(await shown.text(), 'quoted'))
  return browser.post('/generate', form)
}
