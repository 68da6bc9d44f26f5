/** Resolves when the next frame is on the screen: a task after it. The frame after it has begun, too. */
export function afterPaint(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))
}
