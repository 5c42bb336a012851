import type { FileChoice } from '../../domain/digital-files/list-digital-files.ts'
import { formatBytes } from '../assets/format-bytes.ts'
import { SearchedSelect } from '../components/searched-select.tsx'
import { fileSelectWords as words } from './words.ts'

export type DigitalFileSelectProps = {
  /** `digital_file:8x10|digital` */
  name: string
  /** Names the variant too where a page has several. */
  label?: string
  hideLabel?: boolean
  /** From `listFileChoices`. */
  files: readonly FileChoice[]
  value: string | null | undefined
  error?: string
  /** What files were searched for where there is no script. */
  search?: string
  /** The page that shows the form again with what is found. */
  formaction?: string
}

/** What customers of a digital variant download. */
export function DigitalFileSelect(props: DigitalFileSelectProps) {
  const { files, search, formaction, label = words.label, ...select } = props
  return (
    <SearchedSelect
      {...select}
      label={label}
      searchName="file_search"
      searchLabel={words.search}
      search={{ text: search, href: '/digital-files/choices', formaction }}
      emptyLabel={words.empty}
      options={fileOptions(files)}
      lazy
    />
  )
}

/** Files as a select lists them. */
export function fileOptions(files: readonly FileChoice[]) {
  return files.map(({ id, name, byte_size }) => ({
    value: id,
    label: `${name} (${formatBytes(byte_size)})`,
  }))
}
