import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { type Option, Select } from './select.tsx'
import { listWords as words } from './words.ts'

type FilterSelect = {
  name: string
  label: string
  value?: string | null
  options: readonly Option[]
  /** "All Status" */
  emptyLabel: string
}

export type FiltersProps = {
  /** The page's own path; the chosen values become its query. */
  action: string
  selects?: readonly FilterSelect[]
  search?: { name?: string; label: string; value?: string | null; placeholder?: string }
  /** Where "Clear filters" leads; given only while something is filtered. */
  clearHref?: string
  /** The id of the Results that are swapped. */
  results?: string
  /** Further fields: dates, hidden ones. */
  children?: Child
}

/** Filters in the URL: a plain GET form that sends itself as soon as something changes. */
export function Filters(props: FiltersProps) {
  const { action, selects = [], search, clearHref, results = 'results', children } = props
  return (
    <search>
      <form
        class="filters"
        method="get"
        action={action}
        aria-label={words.filters}
        hx-trigger="submit, change target::not(.filter-search), input delay:400ms target:.filter-search"
        hx-target={`#${results}`}
        hx-select={`#${results}`}
        hx-swap="outerHTML show:none"
        hx-push-url="true"
        hx-sync="replace"
      >
        {search ? <SearchBox {...search} /> : null}
        {selects.map((select) => (
          <Select {...select} scope="filter" hideLabel />
        ))}
        {children}
        <Button variant="secondary" data-unscripted>
          {words.filter}
        </Button>
        {clearHref ? <a href={clearHref}>{words.clear}</a> : null}
      </form>
    </search>
  )
}

function SearchBox({
  name = 'search',
  label,
  value,
  placeholder,
}: NonNullable<FiltersProps['search']>) {
  const id = fieldId(name, { scope: 'filter' })
  return (
    <div class="search-box">
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <Icon name="search" class="icon-small" />
      <input
        class="input filter-search"
        type="search"
        id={id}
        name={name}
        value={value ?? undefined}
        placeholder={placeholder ?? label}
        autocomplete="off"
        data-page-search
      />
    </div>
  )
}
