/**
 * All files of a drop, those in folders included, in the order of their paths. `webkitRelativePath` of a dropped file is always empty:
 * here each file's `name` is its path below what was dropped, with `/` between.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first wait: the list is emptied when the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const loose = [...transfer.files];
  if (entries.every((entry) => entry === null)) return loose;
  const found: File[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, '', found);
  return found.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

async function collect(entry: FileSystemEntry, folder: string, found: File[]): Promise<void> {
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push(new File([file], path, { type: file.type }));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives at most 100 entries at a time, and none at the end.
  while (true) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await collect(child, `${path}/`, found);
  }
}
