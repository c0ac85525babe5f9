import { Body, Container, Head, Heading, Html, Preview, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { fontFamily, size, stylesheetOf, themed } from "../theme";
import { linkable } from "../unlinked";
import { ArchMark, type Doorway } from "./arch-mark";
import { Cell } from "./cell";
import { LogoOr, OwnWords, usePalette } from "./look";
import { OutlookStyle, OutlookWidth } from "./outlook";

/** Half the card's width: the fanlight over the door is a full half circle. */
const ARCH_RADIUS = 220;
const CARD_WIDTH = 2 * ARCH_RADIUS;

type LayoutProps = {
  /** What the inbox shows after the subject; never a token, at most about 90 characters. */
  preview: string;
  doorway: Doorway;
  title: string;
  /** One sentence under the title, on the ground that the doorway lights. */
  lead: ReactNode;
  children: ReactNode;
  /** Small print on the paper under the card. */
  footer: ReactNode;
};

/** The layout of every mail: a card under its arch, whose light shows what became of the invitation. */
export function Layout({ preview, doorway, title, lead, children, footer }: LayoutProps) {
  const light = doorway === "closed" ? "dusk" : "lit";
  const colours = usePalette();
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <title>{linkable(title)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{stylesheetOf(colours)}</style>
        <OutlookStyle />
      </Head>
      <Body {...page}>
        <Preview>{linkable(preview)}</Preview>
        <OutlookWidth width={CARD_WIDTH}>
          <Container style={{ width: "100%", maxWidth: CARD_WIDTH, margin: "0 auto" }}>
            <Cell
              align="center"
              {...themed({ ground: light, border: "crown" }, archShape, colours)}
            >
              <LogoOr>
                <ArchMark doorway={doorway} />
              </LogoOr>
              <Heading as="h1" {...titleStyle}>
                {title}
              </Heading>
              <Text {...leadStyle}>{lead}</Text>
            </Cell>
            <Cell {...cardStyle}>
              {children}
              <OwnWords />
            </Cell>
            <Cell style={{ padding: "24px 24px 0" }}>
              {footer}
              <SmallPrint>Sent by Vestibule</SmallPrint>
            </Cell>
          </Container>
        </OutlookWidth>
      </Body>
    </Html>
  );
}

/** One paragraph of small print. */
export function SmallPrint({ children }: { children: ReactNode }) {
  return <Text {...smallPrintStyle}>{children}</Text>;
}

/** One paragraph inside the card. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <Text {...paragraphStyle}>{children}</Text>;
}

const archShape = {
  border: "1px solid",
  borderBottom: 0,
  borderRadius: `${ARCH_RADIUS}px ${ARCH_RADIUS}px 0 0`,
  padding: "52px 24px 28px",
  textAlign: "center",
} as const;

const cardStyle = themed(
  { ground: "card", border: "line" },
  { border: "1px solid", borderRadius: "0 0 10px 10px", padding: "28px 24px" },
);

const pageTheme = themed({ ground: "paper" }, { fontFamily, padding: "40px 16px 48px", margin: 0 });
const page = { ...pageTheme, className: `page ${pageTheme.className}` };

const titleStyle = themed(
  { text: "ink" },
  {
    fontSize: size.title,
    lineHeight: "32px",
    fontWeight: 600,
    letterSpacing: "-0.02em",
    margin: "24px 0 0",
    overflowWrap: "anywhere",
  },
);

const leadStyle = themed(
  { text: "ink" },
  { fontSize: size.body, lineHeight: "22px", margin: "8px 0 0", overflowWrap: "anywhere" },
);

const paragraphStyle = themed(
  { text: "ink" },
  { fontSize: size.body, lineHeight: "23px", margin: "0 0 20px", overflowWrap: "anywhere" },
);

const smallPrintStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: "0 0 12px", overflowWrap: "anywhere" },
);
