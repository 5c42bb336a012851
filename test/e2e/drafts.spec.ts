import { expect, test } from './fixtures.ts'
import { addArtwork, createOwner } from './owner.ts'

const AREA = '/templates/dm_bedroom_001/area'

test('the frame’s area is drawn by keyboard and pointer, and drafts then show the room', async ({
  page,
}) => {
  await createOwner(page)
  await addArtwork(page, 'Steady Light')
  // Shows the scenes, whose templates are read now if they never were.
  await page.goto('/scenes')
  await expect(async () => {
    expect((await page.request.get(AREA)).status()).toBe(200)
  }).toPass()
  await page.goto(AREA)
  const fieldOf = (name: string) => page.getByLabel(name, { exact: true })
  const left = fieldOf('Top left, from the left')
  const corner = page.getByRole('button', { name: /^Top left corner: / })
  const before = Number(await left.inputValue())
  await corner.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(left).toHaveValue(String(before + 5.5))
  await expect(corner).toHaveAccessibleName(new RegExp(`: ${before + 5.5}% from the left`))

  const handle = page.getByRole('button', { name: /^Bottom right corner: / })
  await handle.hover()
  const picture = await page.locator('[data-area-picture]').boundingBox()
  if (!picture) throw new Error('The picture of the template is not shown')
  await page.mouse.down()
  await page.mouse.move(picture.x + picture.width * 0.8, picture.y + picture.height * 0.7)
  await page.mouse.up()
  await expect(fieldOf('Bottom right, from the left')).toHaveValue(/^(?:79\.\d|80|80\.\d)$/)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Frame saved.')).toBeVisible()
  await expect(page.getByRole('img', { name: /in the “.+” room/ })).toBeVisible()
  await page.getByRole('button', { name: 'Remove frame' }).click()
  await expect(page.getByText('Frame removed.')).toBeVisible()
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a draft of the page of generating opens its scene with another fit, and leads back', async ({
      page,
    }) => {
      await createOwner(page)
      await addArtwork(page, 'Steady Light')
      await page.goto('/generate')
      const artwork = page.getByRole('checkbox', { name: 'Steady Light' })
      const scene = page.getByRole('checkbox', { name: 'Therapy Office' })
      await artwork.check()
      await scene.check()
      await page.getByRole('checkbox', { name: 'Approve without review' }).check()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'See the cost' }).click()
      await expect(page.getByText(/^White bars .*Cover the frame instead\?$/)).toBeVisible()
      await page.getByRole('button', { name: 'Cover', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Customize Therapy Office' })).toBeVisible()
      await expect(page.getByLabel('Fit')).toHaveValue('cover')
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Generate mockups')
      await expect(artwork).toBeChecked()
      await expect(scene).toBeChecked()
      await expect(page.getByRole('checkbox', { name: 'Approve without review' })).toBeChecked()
      await expect(page.getByText(/^White bars .*Cover the frame instead\?$/)).toBeVisible()
    })
  })
}
