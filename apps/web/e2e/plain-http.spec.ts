import { startTestStack } from "@vestibule/dev/test-stack";
import { PASSWORD, uniqueName } from "./people.ts";
import { expect, test } from "./test.ts";

/** A machine in somebody's own network: browsers send no `Sec-Fetch-Site` there, as over plain HTTP anywhere. */
const HOST = "vestibule.home";

test("on a host of one's own without HTTPS, forms work without scripts, and another site's are refused", async ({
  browser,
}, { project }) => {
  const stack = await startTestStack(HOST);
  const { executablePath, args = [] } = project.use.launchOptions ?? {};
  const chromium = await browser.browserType().launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...args, "--host-resolver-rules=MAP *.home 127.0.0.1"],
  });
  try {
    const profile = await chromium.newContext({ javaScriptEnabled: false });
    const page = await profile.newPage();
    const sent: Record<string, string>[] = [];
    page.on("request", async (request) => {
      if (request.method() === "POST") sent.push(await request.allHeaders());
    });
    await page.goto(`${stack.webUrl}/sign-up`);
    await page.getByLabel("Your name").fill("Mia Wong");
    await page.getByLabel("Email address").fill(`${uniqueName("mia")}@acme.test`);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL((url) => url.pathname === "/confirm-address");
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ origin: stack.webUrl });
    expect(sent[0]).not.toHaveProperty("sec-fetch-site");

    await page.route("http://evil.home/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${stack.webUrl}/forms/sign-out"><button>Win</button></form>`,
      }),
    );
    await page.goto("http://evil.home/");
    const answer = page.waitForResponse(`${stack.webUrl}/forms/sign-out`);
    await page.getByRole("button", { name: "Win" }).click();
    expect((await answer).status()).toBe(403);
    await expect(page.getByText(`Open ${stack.webUrl} and send it again.`)).toBeVisible();
  } finally {
    await chromium.close();
    await stack.close();
  }
});
