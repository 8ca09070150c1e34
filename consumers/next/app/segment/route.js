import { segmentInNode } from '../../shared/node.js';

export const dynamic = 'force-static';

export async function GET() {
  return new Response(await segmentInNode());
}
