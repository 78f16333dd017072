import { chromium, type Page } from 'playwright-core';

export interface BrowserWindow {
  readonly page: Page;
  /** The addresses outside this machine that were asked for; none was reached. */
  readonly outsideRequests: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** Opens a window of the Chromium at `executablePath`; everything outside this machine is cut off. */
export async function launchBrowser(executablePath: string): Promise<BrowserWindow> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      // Chromium's sandbox does not work for root or in containers; only our own pages are shown.
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      // Cuts everything else off. Routes would do, but one for web sockets takes all of them through
      // Playwright, which now and then mixes up the large messages of the extension host.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      '--no-first-run',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const outsideRequests = new Set<string>();
  const note = (url: string): void => {
    if (isOutside(new URL(url))) outsideRequests.add(url);
  };
  context.on('request', (request) => {
    note(request.url());
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => {
    note(socket.url());
  });
  return { page, outsideRequests, close: () => browser.close() };
}

/** Returns a sentence for each request that would have left this machine. */
export function outsideProblems({ outsideRequests }: BrowserWindow): readonly string[] {
  return [...outsideRequests].map((url) => `a request would have left this machine: ${url}`);
}

function isOutside(url: URL): boolean {
  return (
    /^(?:https?|wss?):$/.test(url.protocol) && !/^(?:127\.0\.0\.1|localhost)$/.test(url.hostname)
  );
}
