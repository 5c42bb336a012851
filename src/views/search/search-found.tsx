import type { Child } from 'hono/jsx'
import type { Found } from '../../domain/search/search-all.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { shortened } from '../components/shortened.ts'
import { MockupStatusBadge, ProductStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import type { FoundPage } from './find-pages.ts'
import { searchWords as words } from './words.ts'

export type SearchFoundProps = {
  /** What was looked for; empty before anything is. */
  text: string
  found: Omit<Found, 'scenes'>
  pages: readonly FoundPage[]
  names: SceneNames
}

const TITLE_CHARACTERS = 90

/** What was found, by kind. The box that opens on any page takes this part of the search page. */
export function SearchFound({ text, found, pages, names }: SearchFoundProps) {
  const { assets, quotes, mockups, products } = found
  const total = [pages, assets, quotes, mockups, products].reduce((n, { length }) => n + length, 0)
  return (
    <div
      class="search-found"
      id="search-found"
      data-sought={text}
      data-announce={announced(text, total)}
    >
      {text === '' ? <p class="muted">{words.hint}</p> : null}
      {text !== '' && total === 0 ? <NothingFound text={text} /> : null}
      <Group name="pages">
        {pages.map(({ href, label }) => (
          <Result href={href} title={label} icon="next" />
        ))}
      </Group>
      <Group name="assets" all={allOf('assets', text)}>
        {assets.map(({ id, title, picture }) => (
          <Result href={`/assets/${id}`} title={title} picture={picture} icon="asset" />
        ))}
      </Group>
      <Group name="products" all={allOf('products', text)}>
        {products.map(({ id, title, picture, status }) => (
          <Result href={`/products/${id}`} title={title} picture={picture} icon="product">
            <ProductStatusBadge status={status} />
          </Result>
        ))}
      </Group>
      <Group name="mockups">
        {mockups.map(({ id, title, scene, picture, status }) => (
          <Result
            href={`/mockups/${id}`}
            title={words.inScene(title, sceneLabel(names, scene))}
            picture={picture}
            icon="picture"
          >
            <MockupStatusBadge status={status} />
          </Result>
        ))}
      </Group>
      <Group name="quotes" all={allOf('quotes', text)}>
        {quotes.map(({ id, title, author }) => (
          <Result href={`/quotes?edit=${id}`} title={title} icon="quote">
            {author ? <span class="muted small">{author}</span> : null}
          </Result>
        ))}
      </Group>
    </div>
  )
}

function announced(text: string, total: number): string | undefined {
  return text === '' ? undefined : words.found(total)
}

/** A list of its own, searched for the same. */
function allOf(name: keyof typeof words.all, text: string): GroupProps['all'] {
  const query = new URLSearchParams({ search: text })
  return { href: `/${name}?${query}`, label: words.all[name] }
}

type GroupProps = {
  name: keyof typeof words.groups
  /** The list that has all of it. */
  all?: { href: string; label: string }
  children: readonly Child[]
}

function Group({ name, all, children }: GroupProps) {
  if (children.length === 0) return null
  return (
    <section class="search-group" aria-label={words.groups[name]}>
      <h2>{words.groups[name]}</h2>
      <ul class="search-list">{children}</ul>
      {all ? (
        <a class="search-all" href={all.href}>
          {all.label}
        </a>
      ) : null}
    </section>
  )
}

type ResultProps = {
  href: string
  title: string
  icon: IconName
  picture?: string | null
  children?: Child
}

function Result({ href, title, icon, picture, children }: ResultProps) {
  return (
    <li>
      <a class="search-result" href={href} data-result>
        {picture ? <Thumb src={picture} alt="" size="small" /> : <Icon name={icon} />}
        <span class="search-title">{shortened(title, TITLE_CHARACTERS)}</span>
        {children}
      </a>
    </li>
  )
}

function NothingFound({ text }: { text: string }) {
  return (
    <div class="search-nothing">
      <p>{words.nothing(shortened(text, TITLE_CHARACTERS))}</p>
      <p class="muted">{words.nothingText}</p>
    </div>
  )
}
