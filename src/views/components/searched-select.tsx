import { Button } from './button.tsx'
import { elementId, fieldId } from './field-id.ts'
import { Select, type SelectProps } from './select.tsx'
import { TextField } from './text-field.tsx'

/** What a select was searched for, and where its form is shown again with what is found. */
type ChoiceSearch = {
  text: string | undefined
  /** The page with the form: the script asks it for the choices that match. */
  href: string
  /** Takes the whole form, so that nothing typed is lost; without it the form itself is sent. */
  formaction?: string
}

export type SearchedSelectProps = Omit<SelectProps, 'hint'> & {
  hint?: string
  /** The name under which the text is sent. */
  searchName: string
  /** "Search quotes" */
  searchLabel: string
  search: ChoiceSearch
  /** What is listed before anything is searched for, where it is not the newest. */
  listed?: string
}

/** A select of the newest choices and the chosen one, with a search for the others. */
export function SearchedSelect({
  searchName,
  searchLabel,
  search,
  hint,
  listed = 'The newest are listed: search for an older one.',
  ...select
}: SearchedSelectProps) {
  const { scope, name, options } = select
  const ids = { select: fieldId(name, { scope }), search: fieldId(searchName, { scope }) }
  const part = elementId('choices', ids.select)
  const found = search.text ? `The chosen one, and the newest that match “${search.text}”.` : listed
  return (
    <div class="stack stack-small">
      <div id={part} data-announce={`${options.length} to choose from`}>
        <Select {...select} hint={hint ? `${hint} ${found}` : found} />
      </div>
      <div
        hx-get={search.href}
        hx-trigger="input delay:400ms"
        hx-include={`#${ids.select}, #${ids.search}`}
        hx-target={`#${part}`}
        hx-select={`#${part}`}
        hx-swap="outerHTML show:none"
        hx-push-url="false"
        hx-sync="replace"
      >
        <TextField
          type="search"
          name={searchName}
          label={searchLabel}
          placeholder={searchLabel}
          hideLabel
          autocomplete="off"
          scope={scope}
          value={search.text}
          data-choice-search
        />
        <Button
          formaction={search.formaction}
          formnovalidate
          size="small"
          data-unscripted
          data-search-button
        >
          {searchLabel}
        </Button>
      </div>
    </div>
  )
}
