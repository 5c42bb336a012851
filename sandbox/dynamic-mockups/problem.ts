import type { ContentfulStatusCode } from 'hono/utils/http-status'

type Errors = Record<string, string[]>

/** An error answer in the vendor's form: a message and, for validation, the fields. */
export class VendorProblem extends Error {
  readonly status: ContentfulStatusCode
  readonly errors: Errors | undefined

  constructor(status: ContentfulStatusCode, message: string, errors?: Errors) {
    super(message)
    this.name = 'VendorProblem'
    this.status = status
    this.errors = errors
  }
}

/** A 422 whose message is the first field's sentence and a count of the others. */
export const invalid = (errors: Errors): VendorProblem => {
  const sentences = Object.values(errors).flat()
  const more = sentences.length - 1
  const tail = more > 0 ? ` (and ${more} more error${more > 1 ? 's' : ''})` : ''
  return new VendorProblem(422, `${sentences[0] ?? 'The given data was invalid.'}${tail}`, errors)
}

export const notFound = (uuid: string): VendorProblem =>
  new VendorProblem(404, `No query results for model [App\\Models\\Mockup] ${uuid}`)
