import type { Connection } from './connection.ts'
import { createRender, type RenderAnswer, type RenderRequest } from './create-render.ts'
import { type Download, downloadResult } from './download-result.ts'
import { fetchThumbnail } from './fetch-thumbnail.ts'
import { getTemplate } from './get-template.ts'
import {
  listTemplates,
  readTemplates,
  type Template,
  type TemplatePage,
  type TemplateQuery,
  type TemplateReading,
} from './list-templates.ts'
import { type ProbeAnswer, probe } from './probe.ts'
import { createVendorClient, type RenderRecords, type VendorClient } from './vendor-client.ts'

/** The vendor as the hub uses it, for one API key. */
export type DynamicMockups = {
  timeoutMs: number
  probe(): Promise<ProbeAnswer>
  createRender(request: RenderRequest): Promise<RenderAnswer>
  downloadResult(url: string): Promise<Download>
  /** The bytes of a template's picture, where its link works; it is sent no key. */
  fetchThumbnail(url: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** `fresh`: as it is at the vendor now, not as it was kept. */
  getTemplate(uuid: string, options?: { fresh?: boolean }): Promise<Template>
  /** A page of the account's templates. */
  listTemplates(query: TemplateQuery): Promise<TemplatePage>
  /** All of them, with what was left out. */
  readTemplates(): Promise<TemplateReading>
  /** The vendor by the names of its methods, with what only we keep. */
  withRecords(records: RenderRecords): VendorClient
}

export function createDynamicMockups(connection: Connection): DynamicMockups {
  const calls = {
    createRender: (request: RenderRequest) => createRender(connection, request),
    getTemplate: (uuid: string, options?: { fresh?: boolean }) =>
      getTemplate(connection, uuid, options),
    listTemplates: (query: TemplateQuery) => listTemplates(connection, query),
  }
  return {
    ...calls,
    timeoutMs: connection.timeoutMs,
    probe: () => probe(connection),
    downloadResult: (url) => downloadResult(connection, url),
    fetchThumbnail: (url) => fetchThumbnail(connection, url),
    readTemplates: () => readTemplates(connection),
    withRecords: (records) => createVendorClient(calls, records),
  }
}
