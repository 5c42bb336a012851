const KILOBYTE = 1024
const MEGABYTE = KILOBYTE * KILOBYTE

/** 3355443 → "3.2 MB" */
export function formatBytes(bytes: number): string {
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / KILOBYTE))} KB`
}
