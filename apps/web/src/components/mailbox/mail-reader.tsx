"use client";

import { Day } from "@/components/brand/moment";
import { StoredAddress } from "@/components/brand/stored-address";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Mail } from "@/lib/rows";

/**
 * One mail as its recipient sees it. The frame runs no script and has no origin; its links open in a new tab
 * outside of the sandbox, as from a mail program.
 */
export function MailReader({ mail }: { mail: Mail }) {
  return (
    <Tabs defaultValue="html" className="flex-1 gap-0">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-3">
        <div className="min-w-0">
          <h2 className="wrap-anywhere font-medium">
            <bdi>{mail.subject}</bdi>
          </h2>
          <p className="text-dense text-muted-foreground">
            To <StoredAddress>{mail.to}</StoredAddress>, <Day at={mail.sentAt} />
          </p>
        </div>
        <TabsList>
          <TabsTrigger value="html">Email</TabsTrigger>
          <TabsTrigger value="text">Text</TabsTrigger>
        </TabsList>
      </div>
      <TabsContent value="html" className="flex">
        <iframe
          title={`Email: ${mail.subject}`}
          srcDoc={withLinksInNewTab(mail.html)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="min-h-[70dvh] w-full flex-1 bg-white"
        />
      </TabsContent>
      <TabsContent value="text" className="p-4">
        <pre className="whitespace-pre-wrap wrap-anywhere font-mono text-dense">{mail.text}</pre>
      </TabsContent>
    </Tabs>
  );
}

/** A base element without an address only says where links open; without a head the parser adds one. */
function withLinksInNewTab(html: string): string {
  const base = '<base target="_blank" rel="noopener">';
  return /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => head + base)
    : base + html;
}
