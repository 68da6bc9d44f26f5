const FACTORS = { signatures: 100, listPages: 100, memberPages: 100, strangerPages: 100, customers: 100, writes: 100 }

/** For tests in which one member sends a thousand requests: what they measure lies behind the limits of members. */
export const FLOOD_LIMITS = { NUXT_LIMITS: JSON.stringify(FACTORS) }
