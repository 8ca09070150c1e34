'use client';
import { defaultBackends } from '@unet/backends';
import { useEffect } from 'react';

export default function Page() {
  useEffect(() => {
    // Errors must reach the top.
    run().catch((error) => setTimeout(() => Promise.reject(error)));
  }, []);
  return <p suppressHydrationWarning>{defaultBackends.map(({ name }) => name).join(', ')}</p>;
}

async function run() {
  const answer = await (await fetch('./segment')).text();
  if (!answer.startsWith('simd, the fastest that works here')) throw new Error(answer);
  await import('../shared/page.js');
}
