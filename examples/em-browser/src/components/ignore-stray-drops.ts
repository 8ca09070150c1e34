/** A file that misses its place must not take the page's: browsers open what is dropped anywhere else, and all work would be gone. */
export function ignoreStrayDrops(): void {
  for (const type of ['dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault());
  }
}
