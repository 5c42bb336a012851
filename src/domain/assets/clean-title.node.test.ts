import { expect, test } from 'vitest'
import { cleanTitle } from './clean-title.ts'

test.each([
  ['06 let it be easy.png', 'Let It Be Easy'],
  ['10_rest is holy.webp', 'Rest Is Holy'],
  ['6. begin again.jpeg', 'Begin Again'],
  ['365 days of rest.png', '365 Days of Rest'],
  ['you-are_enough_final_v2.jpg', 'You Are Enough'],
  ['Quiet Is Enough (1).png', 'Quiet Is Enough'],
  ['steady light copy 2.png', 'Steady Light'],
  ['roots first 8x10 300dpi.png', 'Roots First'],
  ['ROOTED IN THE GROUND.PNG', 'Rooted in the Ground'],
  ['Self-Care Sunday.png', 'Self-Care Sunday'],
  ['let.it.be.png', 'Let It Be'],
  ['C:\\prints\\small-day.png', 'Small Day'],
  ['prints/2024/the sea and me.png', 'The Sea and Me'],
  ['Let it Be iPhone.png', 'Let it Be iPhone'],
  ['IMG_2034.png', 'Artwork 2034'],
  ['DSC00017.JPG', 'Artwork 00017'],
  ['image.png', 'Untitled artwork'],
  ['Screenshot 2026-03-09 at 10.12.png', 'Screenshot 2026-03-09 at 10.12'],
  ['3f2b8c1e-9d4a-4a7b-8c3d-0e1f2a3b4c5d.png', 'Untitled artwork'],
  ['_final_v2.png', 'Final'],
  ['éclat_du_matin.png', 'Éclat Du Matin'],
  ['.png', 'Untitled artwork'],
  ['', 'Untitled artwork'],
  [undefined, 'Untitled artwork'],
])('%j becomes the title %j', (name, title) => {
  expect(cleanTitle(name)).toBe(title)
})

test('a title has at most 200 characters', () => {
  expect(cleanTitle(`${'rest '.repeat(99)}.png`)).toMatch(/^.{190,200}$/)
})
