import { Button } from '../components/button.tsx'
import { fieldId } from '../components/field-id.ts'
import { Icon } from '../components/icon.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { SearchFound, type SearchFoundProps } from './search-found.tsx'
import { searchWords as words } from './words.ts'

export type SearchPageProps = SearchFoundProps & { frame: PageFrame }

export function SearchPage({ frame, ...found }: SearchPageProps) {
  const id = fieldId('q', { scope: 'search' })
  return (
    <Layout {...frame} title={words.title} current="/search">
      <PageHeader title={words.title} lead={words.lead} />
      <search>
        <form class="filters" method="get" action="/search">
          <div class="search-box">
            <label class="visually-hidden" for={id}>
              {words.field}
            </label>
            <Icon name="search" class="icon-small" />
            <input
              class="input filter-search"
              type="search"
              id={id}
              name="q"
              value={found.text}
              placeholder={words.placeholder}
              autocomplete="off"
              autofocus={found.text === ''}
              data-global-search
              data-page-search
            />
          </div>
          <Button>{words.button}</Button>
        </form>
      </search>
      <SearchFound {...found} />
    </Layout>
  )
}
