import { Hono } from 'hono'
import type { Context } from '../../context.ts'
import { type Found, searchAll } from '../../domain/search/search-all.ts'
import { searchText } from '../../paging.ts'
import { findPages } from '../../views/search/find-pages.ts'
import { SearchPage } from '../../views/search/search-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { namesOf } from './scene-names.ts'

const NOTHING: Found = { assets: [], quotes: [], mockups: [], products: [], scenes: [] }

/** What is searched for: of a text that is too long, nothing. */
const sought = searchText.catch('')

export const searchPages = new Hono<HubEnv>().get('/', async (c) => {
  const { ctx } = c.var
  const text = sought.parse(c.req.query('q') ?? '')
  const { scenes, ...found } = text === '' ? NOTHING : await searchAll(ctx, text)
  const [assets, mockups, products] = await Promise.all([
    link(ctx, found.assets),
    link(ctx, found.mockups),
    link(ctx, found.products),
  ])
  const names = namesOf(scenes)
  const pages = text === '' ? [] : findPages(text, names)
  return c.html(
    <SearchPage
      frame={pageFrame(c)}
      text={text}
      found={{ ...found, assets, mockups, products }}
      pages={pages}
      names={names}
    />,
  )
})

/** Rows with the URL of their picture in place of its key. */
function link<Row extends { picture: string | null }>(ctx: Context, rows: readonly Row[]) {
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      picture: await linkPicture(ctx, row.picture),
    })),
  )
}
