import type { Room } from '../room.ts'
import { bedroom } from './bedroom.ts'
import { homeOffice } from './home-office.ts'
import { livingRoom } from './living-room.ts'
import { readingNook } from './reading-nook.ts'
import { therapyOffice } from './therapy-office.ts'

export const rooms: readonly Room[] = [bedroom, therapyOffice, livingRoom, readingNook, homeOffice]

export const findRoom = (uuid: string): Room | undefined => rooms.find((room) => room.uuid === uuid)
