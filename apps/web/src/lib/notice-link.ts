/** The link that each notice carries, in its parts: whose, which kind, and the proof that it is from the letter. */
export interface NoticeLink {
  user: string;
  notice: string;
  token: string;
}

type Params = Record<string, string | string[] | undefined>;

export function noticeLinkIn({ user, notice, token }: Params): NoticeLink {
  return { user: first(user), notice: first(notice), token: first(token) };
}

export function noticeLinkPath({ user, notice, token }: NoticeLink): string {
  return `/unsubscribe?${new URLSearchParams({ user, notice, token })}`;
}

function first(value: string | string[] | undefined): string {
  return [value].flat()[0] ?? "";
}
