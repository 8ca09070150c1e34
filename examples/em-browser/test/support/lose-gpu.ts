import type { Worker } from 'playwright';

/** Takes the GPU away from a worker that computes on `webgl`, the next time it draws. */
export async function loseContext(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const prototype = WebGL2RenderingContext.prototype;
    const { drawElements } = prototype;
    prototype.drawElements = function (...args) {
      prototype.drawElements = drawElements;
      this.getExtension('WEBGL_lose_context')!.loseContext();
      drawElements.apply(this, args);
    };
  });
}
