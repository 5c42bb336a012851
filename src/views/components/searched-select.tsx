import { Button } from './button.tsx'
import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, elementId, fieldId } from './field-id.ts'
import { Options, type SelectProps } from './select.tsx'
import { TextField } from './text-field.tsx'
import { pickerWords } from './words.ts'

/** What a select was searched for, and where its form is shown again with what is found. */
type ChoiceSearch = {
  text: string | undefined
  /** A page or part with the select: the script asks it for the choices that match. */
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
  /** What is listed before anything is searched for, where there is no script. */
  listed?: string
  /** Offered when it is opened: for a page with many of these. */
  lazy?: boolean
  /** What was typed may be added as another choice: the name of its field, and what is typed. */
  adds?: { name: string; label: string; value?: string; error?: string; maxlength?: number }
}

/**
 * One of many choices. With a script a field that lists what matches while one types; without it a
 * select of the first that match, with a search of its own.
 */
export function SearchedSelect(props: SearchedSelectProps) {
  const { searchName, searchLabel, search, hint, listed, adds, lazy, ...select } = props
  const { name, scope, options, value, emptyLabel = '' } = select
  const id = fieldId(name, { scope })
  const chosen = options.find((option) => option.value === value)?.label
  return (
    <div
      class="picker stack stack-small"
      data-picker
      data-href={search.href}
      data-search-name={searchName}
      data-empty={pickerWords.nothing}
      data-count={pickerWords.count}
      data-add={adds ? pickerWords.add : undefined}
      data-lazy={lazy ? '' : undefined}
    >
      <div data-scripted>
        <FieldFrame {...frameOf(select, id)} hint={hint}>
          <div class="picker-box">
            <input
              class="input"
              type="text"
              role="combobox"
              id={id}
              value={adds?.value || chosen}
              placeholder={emptyLabel || searchLabel}
              autocomplete="off"
              spellcheck={false}
              disabled={select.disabled}
              maxlength={adds?.maxlength}
              aria-expanded="false"
              aria-autocomplete="list"
              aria-controls={elementId(id, 'options')}
              aria-describedby={describedBy(id, { hint, error: select.error })}
              aria-invalid={select.error ? 'true' : undefined}
              data-picker-input
            />
            <div
              class="picker-list"
              id={elementId(id, 'options')}
              role="listbox"
              aria-label={select.label}
              hidden
            />
          </div>
        </FieldFrame>
      </div>
      <PlainSelect {...select} {...{ search, searchName, searchLabel, listed }} />
      {adds ? (
        <div data-unscripted>
          <TextField {...adds} optional scope={scope} data-picker-new />
        </div>
      ) : null}
    </div>
  )
}

type PlainProps = Omit<SelectProps, 'hint'> &
  Pick<SearchedSelectProps, 'search' | 'searchName' | 'searchLabel' | 'listed'>

/** What is sent: shown where there is no script, and kept in step by the script where there is. */
function PlainSelect({ search, searchName, searchLabel, listed, ...select }: PlainProps) {
  const { name, scope, options, value, emptyLabel } = select
  const id = fieldId(name, { scope, value: 'list' })
  const part = elementId('choices', id)
  const hint = search.text ? pickerWords.found(search.text) : (listed ?? pickerWords.newest)
  return (
    <div class="stack stack-small" data-unscripted>
      <div id={part}>
        <FieldFrame {...frameOf(select, id)} hint={hint}>
          <select
            class="input"
            id={id}
            name={name}
            disabled={select.disabled}
            aria-describedby={describedBy(id, { hint, error: select.error })}
            aria-invalid={select.error ? 'true' : undefined}
            data-picker-select
          >
            <Options options={options} value={value} emptyLabel={emptyLabel} />
          </select>
        </FieldFrame>
      </div>
      <TextField
        type="search"
        name={searchName}
        label={searchLabel}
        placeholder={searchLabel}
        hideLabel
        autocomplete="off"
        scope={scope}
        value={search.text}
      />
      <Button formaction={search.formaction} formnovalidate size="small" data-search-button>
        {searchLabel}
      </Button>
    </div>
  )
}

function frameOf({ label, error, optional, hideLabel }: FieldProps, id: string) {
  return { id, label, error, optional, hideLabel }
}

/** The choices alone, as the script asks for them while one types. */
export function ChoiceList({ options }: Pick<SelectProps, 'options'>) {
  return (
    <select aria-label={pickerWords.choices} data-picker-select>
      <Options options={options} />
    </select>
  )
}
