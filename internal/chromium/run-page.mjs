/** The name that a page of a check sets on its window once it has done everything. */
export const FINISHED = 'pageHasFinished';

/**
 * Opens a page and waits until it has finished.
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {number} seconds that it may take
 * @returns {Promise<string>} what it wrote to the console
 * @throws {Error} with everything that went wrong, if an error reached the top, a file was missing or it never finished
 */
export async function runPage(browser, url, seconds) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const problems = [];
  const failed = new Promise((resolve) => {
    /** @type {(problem: string) => void} */
    const report = (problem) => {
      problems.push(problem);
      resolve(undefined);
    };
    page.on('pageerror', (error) => report(error.stack || error.message));
    page.on('requestfailed', (request) => report(`${request.url()}: ${request.failure()?.errorText}`));
    page.on('response', (response) => {
      if (response.status() >= 400) report(`${response.url()}: ${response.status()}`);
    });
  });
  page.on('console', (message) => lines.push(message.text()));
  try {
    await page.goto(url);
    const finished = page.waitForFunction((name) => name in window, FINISHED, { timeout: seconds * 1000 });
    // After a failure nobody asks any more.
    finished.catch(() => {});
    await Promise.race([finished, failed]);
  } catch (error) {
    problems.push(`the page did not finish: ${error instanceof Error ? error.message : error}`);
  } finally {
    await page.close();
  }
  if (problems.length > 0) throw new Error([...problems, ...lines].join('\n'));
  return lines.join('\n');
}
