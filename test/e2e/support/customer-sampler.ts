import type { BrowserContext } from 'playwright-core'

/** One frame that a document drew, noted when it differed from the one before. */
export interface Sample {
  /** Heading of the customer on screen; absent while none is. */
  name?: string
  unionId?: string
  /** Whom the WeCom client has named to this document, in answer to the latest question that it has answered. */
  answered?: string
  /** Calls to the client without an answer: until they end, the page cannot know whether another chat is open. */
  asking: number
}

/** Notes what every document of a profile shows, frame by frame, next to whom the client has named to it. */
export async function sampleCustomers(context: BrowserContext): Promise<Sample[]> {
  const samples: Sample[] = []
  await context.exposeBinding('noteSample', (_source, sample: Sample) => void samples.push(sample))
  // Must run before the simulated client's own script, which keeps this fetch.
  await context.addInitScript(() => {
    const page = window as unknown as { noteSample: (sample: Sample) => void }
    const realFetch = window.fetch.bind(window)
    let answered: string | undefined
    let asking = 0
    let asked = 0
    let answeredQuestion = 0

    window.fetch = async (input, init) => {
      if (input !== '/__wecom/invoke' || !/getContext|getCurExternalContact/.test(String(init?.body))) {
        return realFetch(input, init)
      }
      asking++
      const question = ++asked
      const response = await realFetch(input, init).catch((error: unknown) => {
        asking--
        throw error
      })
      const read = response.json.bind(response)
      // Noted in the very task in which the page learns it, so that the next frame must already be right.
      response.json = async () => {
        const answer = await read() as { userId?: string }
        asking--
        // A late answer to an earlier question says nothing new.
        if (answer.userId && question > answeredQuestion) {
          answered = answer.userId
          answeredQuestion = question
        }
        return answer
      }
      return response
    }

    let last = ''
    function sample(): void {
      const card = document.querySelector('article')
      const now: Sample = {
        name: card?.querySelector('h1')?.textContent.trim(),
        unionId: card?.querySelector('code.clamped')?.textContent.trim(),
        answered,
        asking,
      }
      const text = JSON.stringify(now)
      if (text !== last) page.noteSample(now)
      last = text
      requestAnimationFrame(sample)
    }
    requestAnimationFrame(sample)
  })
  return samples
}
