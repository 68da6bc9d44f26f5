import fc from 'fast-check'

/**
 * Each run uses the same examples, so that a failure comes from the change under test and not from chance. Another seed
 * gives other examples: `FAST_CHECK_SEED=$RANDOM npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })
