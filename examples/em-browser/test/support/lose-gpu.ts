import type { Page, Worker } from 'playwright';

/** Takes the GPU away from a worker that computes on `webgl`, the next time it draws. */
export async function loseContext(worker: Worker): Promise<void> {
  await worker.evaluate(loseAtNextDraw);
}

/** The same for every worker that the page starts from now on with this script. */
export async function loseContextInNew(page: Page, script: RegExp): Promise<void> {
  await page.route(script, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${loseAtNextDraw})();\n${await response.text()}` });
  });
}

function loseAtNextDraw(): void {
  const prototype = WebGL2RenderingContext.prototype;
  const { drawElements } = prototype;
  prototype.drawElements = function (...args) {
    prototype.drawElements = drawElements;
    this.getExtension('WEBGL_lose_context')!.loseContext();
    drawElements.apply(this, args);
  };
}
