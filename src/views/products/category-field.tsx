import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { CATEGORIES, OTHER_CATEGORY } from './categories.ts'
import { categoryWords as words } from './form-words.ts'
import type { ProductFormProps } from './product-form.tsx'

/** A category that fits prints, or another one by its id. */
export function CategoryField({ values, errors }: Pick<ProductFormProps, 'values' | 'errors'>) {
  return (
    <div class="category-field">
      <Select
        name="category"
        label={words.label}
        optional
        hint={words.hint}
        emptyLabel={words.none}
        options={[
          ...CATEGORIES.map(({ id, name }) => ({ value: id, label: name })),
          { value: OTHER_CATEGORY, label: words.other },
        ]}
        value={values.category ?? ''}
        error={errors.category}
      />
      <div class="category-id">
        <TextField
          name="category_id"
          label={words.id}
          hint={words.idHint}
          autocomplete="off"
          short
          value={values.category_id}
          error={errors.category_id}
        />
      </div>
    </div>
  )
}
