import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'
import { listWords } from './words.ts'

type PickerFilterProps = {
  id: string
  /** What is asked while one types; without a script the form is sent there, or to `formaction`. */
  request: { 'hx-get': string } | { 'hx-post': string }
  /** Selects what goes along: all that is chosen. */
  include: string
  /** The id of the list that is swapped. */
  target: string
  search: { name?: string; label: string; value?: string; scope?: string }
  /** Whether the page's URL has what is searched for. */
  inUrl: boolean
  /** Without one the form's own address is asked. */
  formaction?: string
  /** The form has a button of its own that Enter presses. */
  isBesideSubmit?: boolean
  /** Further filters. */
  children?: Child
}

/** Searches a list inside a form from which things are chosen; what is chosen stays chosen. */
export function PickerFilter(props: PickerFilterProps) {
  const { id, request, include, target, search, inUrl, formaction, isBesideSubmit } = props
  return (
    <div
      class="filters"
      id={id}
      data-with-choices
      {...request}
      hx-trigger="chosen, change target:select, input delay:400ms target:input"
      hx-include={include}
      hx-target={`#${target}`}
      hx-select={`#${target}`}
      hx-swap="outerHTML show:none"
      hx-push-url={String(inUrl)}
      hx-sync="replace"
    >
      <TextField
        type="search"
        name={search.name ?? 'search'}
        label={search.label}
        placeholder={search.label}
        hideLabel
        autocomplete="off"
        scope={search.scope}
        value={search.value}
        data-choice-search
      />
      {props.children}
      <Button
        formaction={formaction}
        formnovalidate={formaction !== undefined}
        data-unscripted
        data-search-button={isBesideSubmit}
      >
        {listWords.filter}
      </Button>
    </div>
  )
}
