import type { Context as HonoContext } from 'hono'
import { saveArtworks } from '../../domain/assets/save-artworks.ts'
import type { ArtworkChoice } from '../../domain/assets/schemas.ts'
import { uploadArtwork } from '../../domain/assets/upload-artwork.ts'
import { AppError } from '../../errors.ts'
import { assetsUrl } from '../../views/assets/assets-url.ts'
import { artworkFlash, uploadWords } from '../../views/assets/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { readUploads, type UploadedFile } from '../respond/read-upload.ts'
import { assetFilters } from './asset-filters.ts'
import { readSearches } from './choices.ts'
import { type FileOutcome, showUpload } from './show-upload.tsx'
import { readChoice, refused, sharedOf } from './upload-choices.ts'

const MEGABYTE_BYTES = 1024 * 1024
/** Of a form without a script, whose files are in memory together. */
const LIMITS = { maxFiles: 10, maxBytes: 40 * MEGABYTE_BYTES, tooLarge: uploadWords.tooMany }

/** What is wrong with a file, not with what was chosen for it. */
const OF_FILE = new Set(['too_large', 'unsupported_type'])

type Fields = Record<string, string>

/** A form with files, sent without a script: says of each what became of it. */
export async function uploadForm(c: HonoContext<HubEnv>): Promise<Response> {
  let fields: Fields = {}
  try {
    const form = await readUploads(c, LIMITS)
    fields = form.fields
    const files = form.files.filter(({ bytes }) => bytes.length > 0)
    if (files.length === 0) throw refused({ file: uploadWords.noFile })
    const { title, ...choice } = readChoice(sharedOf(fields))
    const { workId } = formIdentity(fields)
    const outcomes: FileOutcome[] = []
    // One after another: of each a small picture is made in memory.
    for (const [place, file] of files.entries()) {
      const named = files.length === 1 ? { ...choice, title } : choice
      outcomes.push(await storeOne(c, { workId, place }, file, named, files.length > 1))
    }
    await addQuote(c, workId, outcomes, choice)
    if (outcomes.every(({ kind }) => kind !== 'refused')) return toList(c, outcomes)
    return showUpload(c, { status: 415, values: sharedOf(fields), outcomes })
  } catch (cause) {
    return showRefused(c, fields, cause)
  }
}

/** One file that is refused does not keep the others from being stored. */
async function storeOne(
  c: HonoContext<HubEnv>,
  work: { workId: string; place: number },
  { name, bytes }: UploadedFile,
  { title, quoteId, collection }: Omit<ArtworkChoice, 'id'>,
  isOneOfSeveral: boolean,
): Promise<FileOutcome> {
  try {
    const upload = { bytes, fileName: name, title, quoteId, collection }
    const { asset, isKnown } = await uploadArtwork(c.var.ctx, work, upload)
    return { kind: isKnown ? 'known' : 'stored', asset }
  } catch (cause) {
    const isOfFile = cause instanceof AppError && OF_FILE.has(cause.code)
    if (!isOfFile || !isOneOfSeveral) throw cause
    return { kind: 'refused', name, reason: cause.message }
  }
}

async function addQuote(
  c: HonoContext<HubEnv>,
  workId: string,
  outcomes: readonly FileOutcome[],
  { newQuote, collection }: Omit<ArtworkChoice, 'id'>,
): Promise<void> {
  if (!newQuote) return
  const stored = outcomes.flatMap((one) => (one.kind === 'stored' ? [one.asset.id] : []))
  const choices = stored.map((id) => ({ id, newQuote, collection }))
  await saveArtworks(c.var.ctx, workId, choices)
}

function toList(c: HonoContext<HubEnv>, outcomes: readonly FileOutcome[]): Response {
  const titlesOf = (kind: FileOutcome['kind']) =>
    outcomes.flatMap((one) => (one.kind === kind && 'asset' in one ? [one.asset.title] : []))
  const [stored, known] = [titlesOf('stored'), titlesOf('known')]
  const text = [
    stored.length > 0 ? artworkFlash.uploaded(stored.length) : '',
    known.length > 0 ? artworkFlash.known(known) : '',
  ]
  const ids = outcomes.flatMap((one) => ('asset' in one ? [one.asset.id] : []))
  const [only] = ids.length === 1 ? ids : []
  return redirectWith(c, assetsUrl(assetFilters(c)), {
    tone: stored.length > 0 ? 'sage' : 'neutral',
    text: text.filter(Boolean).join(' '),
    link: only ? { href: `/assets/${only}`, label: artworkFlash.look } : undefined,
  })
}

function showRefused(c: HonoContext<HubEnv>, fields: Fields, cause: unknown): Promise<Response> {
  if (!(cause instanceof AppError)) throw cause
  const shown = { values: sharedOf(fields), workId: formIdentity(fields).workId }
  switch (cause.code) {
    case 'too_large':
      return showUpload(c, { ...shown, status: 413, errors: { file: cause.message } })
    case 'unsupported_type':
      return showUpload(c, { ...shown, status: 415, errors: { file: cause.message } })
    case 'not_found':
      return showUpload(c, { ...shown, status: 404, errors: { quote_id: uploadWords.quoteGone } })
    default:
      return showUpload(c, { ...shown, status: 400, errors: refusedFields(cause) })
  }
}

/** Without a script: the form again, with the quotes that match. */
export async function searchInUpload(c: HonoContext<HubEnv>): Promise<Response> {
  const { fields } = await readUploads(c, LIMITS)
  return showUpload(c, {
    values: sharedOf(fields),
    workId: formIdentity(fields).workId,
    search: readSearches(fields).quote_search,
  })
}
