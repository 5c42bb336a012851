import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('cells are separated by commas and the line ends in CRLF', () => {
  expect(csvLine([1, 'Rest', null, -3])).toBe('1,Rest,,-3\r\n')
})

test.each([
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['one, two', '"one, two"'],
  ['first\nsecond', '"first\nsecond"'],
])('%j is quoted', (text, written) => {
  expect(csvLine([text])).toBe(`${written}\r\n`)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('%j is no formula in a spreadsheet', (text) => {
  expect(csvLine([text])).toBe(`'${text}\r\n`)
})

test('a formula with quotes is made plain and quoted', () => {
  expect(csvLine(['=HYPERLINK("http://x")'])).toBe('"\'=HYPERLINK(""http://x"")"\r\n')
})
