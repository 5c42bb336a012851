/** A ZIP of mockups, to be saved. Its length is not known before it is made. */
export function zipAnswer(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="mockups.zip"',
      'cache-control': 'private, no-store',
    },
  })
}
