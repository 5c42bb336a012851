import type { Page } from '@playwright/test'
import { drawPrint } from './draw-print.ts'

/** Files that no other test has, dropped on the page as a person would. */
export async function dropFiles(
  page: Page,
  files: readonly { name: string; text: string }[],
): Promise<void> {
  const drawn = await Promise.all(
    files.map(async ({ name, text }) => ({
      name,
      base64: (await drawPrint(text)).toString('base64'),
    })),
  )
  const transfer = await page.evaluateHandle((sent) => {
    const data = new DataTransfer()
    for (const { name, base64 } of sent) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: 'image/png' }))
    }
    return data
  }, drawn)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}
