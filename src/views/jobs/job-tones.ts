import type { JobItem, JobState } from '../../db/schema/jobs.ts'
import type { Tone } from '../components/tone.ts'

export const jobTones: Record<JobState, Tone> = {
  running: 'teal',
  done: 'sage',
  cancelled: 'neutral',
}

export const rowTones: Record<JobItem['state'], Tone> = {
  waiting: 'teal',
  done: 'sage',
  failed: 'red',
  cancelled: 'neutral',
}
