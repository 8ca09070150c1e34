import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('gpu-blocks-dawn.mjs', import.meta.url));

/**
 * Runs the benchmark in a Node of its own: Dawn reads its environment when the process starts.
 * @param {URLSearchParams} query the settings
 * @param {{ gpu: boolean, log: (line: string) => void }} options whether to use the graphics card
 * @returns {Promise<object>} its report
 */
export function measureInNode(query, { gpu, log }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, String(query)], {
      env: { ...process.env, ...(gpu ? {} : swiftShader()) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let report;
    child.on('message', (message) => {
      if (message.report === undefined) log(`${Math.round(100 * message.share)} %: ${message.doing}`);
      else report = message.report;
    });
    child.on('error', reject);
    // Not 'exit', which may come before the last message.
    child.on('close', (code) => {
      if (code === 0 && report !== undefined) resolve(report);
      else reject(new Error(`the benchmark in Node ended with code ${code}`));
    });
  });
}

/** Where Chromium keeps its software renderer, which comes with a Vulkan loader. */
function swiftShader() {
  const { SWIFTSHADER_ICD } = process.env;
  const places = [SWIFTSHADER_ICD, '/usr/lib/chromium/vk_swiftshader_icd.json'];
  const icd = places.find((path) => path !== undefined && existsSync(path));
  if (icd === undefined) throw new Error('bench:gpu --node found no SwiftShader; set SWIFTSHADER_ICD, or pass --gpu');
  return { VK_ICD_FILENAMES: icd, LD_LIBRARY_PATH: dirname(icd) };
}
