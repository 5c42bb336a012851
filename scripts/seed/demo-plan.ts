export const DEMO_SHOP = 'haven-hold.myshopify.com'

const ROOMS = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office'] as const
type Room = (typeof ROOMS)[number]

/** What was decided about a mockup; one that is not named here still waits. */
type Decisions = Partial<Record<Room, 'approve' | 'reject'>>

/** Runs of the story: which artworks were shown in which rooms, and what was thought of them. */
export const demoRuns: {
  artworks: string[]
  rooms: readonly Room[]
  decisions: Record<string, Decisions>
}[] = [
  {
    artworks: ['breathe', 'as-i-am', 'slow-roots'],
    rooms: ROOMS,
    decisions: {
      breathe: {
        bedroom: 'approve',
        therapy_office: 'approve',
        living_room: 'approve',
        reading_nook: 'approve',
        home_office: 'approve',
      },
      'as-i-am': { bedroom: 'approve', therapy_office: 'approve', home_office: 'reject' },
      'slow-roots': { living_room: 'approve', home_office: 'approve', reading_nook: 'approve' },
    },
  },
  {
    artworks: ['mended', 'possibility'],
    rooms: ['bedroom', 'living_room', 'reading_nook'],
    decisions: {},
  },
]

export const REJECTION_REASON = 'Too dark for this desk; the living room shows it better'

type Variant = {
  size: string
  frame_style?: 'white' | 'black' | 'natural'
  is_digital?: boolean
  /** Sold although the artwork has few pixels for it. */
  accept_low_dpi?: boolean
}

/** Products of the story. Pictures: the artwork itself, then its approved mockups. */
export const demoProducts: {
  artwork: string
  title: string
  description: string
  tags: string[]
  variants: Variant[]
  isLive: boolean
}[] = [
  {
    artwork: 'breathe',
    title: 'Breathe · The Ground Is Holding You',
    description:
      'A quiet reminder for the wall you see first in the morning. Printed with pigment inks on heavy cotton paper, ready for a frame, or framed by us.',
    tags: ['grounding', 'quote print', 'calm'],
    variants: [
      { size: '8x10' },
      { size: '11x14' },
      { size: '16x20' },
      { size: '11x14', frame_style: 'natural' },
      { size: '11x14', frame_style: 'white' },
      { size: '16x20', frame_style: 'natural' },
      { size: '16x20', frame_style: 'black' },
      { size: '8x10', is_digital: true },
    ],
    isLive: true,
  },
  {
    artwork: 'slow-roots',
    title: 'Slow Roots Hold the Tallest Trees',
    description:
      'For whoever is growing where nobody can see it yet. A print for desks, hallways and waiting rooms.',
    tags: ['growth', 'quote print', 'steady'],
    variants: [
      { size: '11x14' },
      { size: '18x24', accept_low_dpi: true },
      { size: '18x24', frame_style: 'natural', accept_low_dpi: true },
      { size: '11x14', is_digital: true },
    ],
    isLive: false,
  },
]
