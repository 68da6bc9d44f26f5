import fc from 'fast-check'

/**
 * Each run draws the same examples, so that a red run tells of the change at hand, not of luck. Another number looks
 * further: `FAST_CHECK_SEED=$RANDOM npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })
