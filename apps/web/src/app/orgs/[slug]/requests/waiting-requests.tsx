"use client";

import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import type { Preloaded } from "convex/react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { EmptyState } from "@/components/brand/empty-state";
import { LoadMore } from "@/components/console/load-more";
import { decisionIn } from "@/components/requests/request-decision";
import { RequestsList } from "@/components/requests/requests-list";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";
import { PAGE_SIZE } from "@/lib/page-size";
import type { Organization, RequestRow } from "@/lib/rows";
import { DecideDialog, type OpenRequest } from "./decide-dialog";
import { KeyHints } from "./key-hints";
import { useAnswered } from "./use-answered";
import { isByReader, type useDecisions } from "./use-decisions";
import { useDeparted } from "./use-departed";
import { useKeysChoice } from "./use-keys-choice";
import type { NamedRequest } from "./use-requests-address";
import { focusRow, focusRowAt, useRowKeys } from "./use-row-keys";

/** How long a row that a colleague decided stays, to be read. */
const FAREWELL_MS = 12_000;
/** Answers come newest request first, and the one just given may be to an older request. */
const ANSWERS_LOOKED_THROUGH = 8 * PAGE_SIZE;

export function WaitingRequests({
  organization,
  decisions,
  liveSince,
  first,
  named,
  onNamedDone,
}: {
  organization: Organization;
  decisions: ReturnType<typeof useDecisions>;
  /** When the page was opened, in the server's ms. */
  liveSince: number;
  first?: Preloaded<typeof api.models.invitationRequests.list> | undefined;
  /** The request that a mail's link names. */
  named: NamedRequest | undefined;
  onNamedDone: () => void;
}) {
  const [open, setOpen] = useState<OpenRequest>();
  const [lastIndex, setLastIndex] = useState(0);
  const [keysOn, toggleKeys] = useKeysChoice();
  const { results, status, loadMore } = useLivePage(
    api.models.invitationRequests.list,
    { organizationId: organization.id, status: "pending" },
    { first },
  );
  const waiting = status === "LoadingFirstPage" ? undefined : results;
  const departed = useDeparted(waiting, FAREWELL_MS);

  const namedRow = named && waiting?.find(({ id }) => id === named.requestId);
  const isNamedGone = named !== undefined && !namedRow && status === "Exhausted";
  const isOpenGone = open !== undefined && waiting?.every(({ id }) => id !== open.row.id) === true;
  const answered = useAnswered(organization.id, departed.length > 0 || isNamedGone || isOpenGone);
  const answerOf = (id: string) =>
    answered.streams.flatMap(({ rows }) => rows).find((row) => row.id === id);
  const namedAnswer = isNamedGone ? answerOf(named.requestId) : undefined;

  const isAnswerMissing =
    departed.some(({ id }) => !answerOf(id)) || (isOpenGone && !answerOf(open.row.id));
  const answersSeen = answered.streams.reduce((sum, { rows }) => sum + rows.length, 0);
  const lookFurther =
    isAnswerMissing && answered.status === "CanLoadMore" && answersSeen < ANSWERS_LOOKED_THROUGH;
  const loadMoreAnswers = useEffectEvent(() => answered.loadMore());
  useEffect(() => {
    if (lookFurther) loadMoreAnswers();
  }, [lookFurther]);

  // What the caller decided leaves without a word.
  const farewells = departed.flatMap(({ id }) => {
    const row = answerOf(id);
    return row && !isByReader(row) ? [row] : [];
  });
  const rows = waiting && [...waiting, ...farewells].sort((a, b) => a.requestedAt - b.requestedAt);

  // A mail's link names a request that may be further down than the first page.
  useEffect(() => {
    if (named && !namedRow && status === "CanLoadMore") loadMore();
  }, [named, namedRow, status, loadMore]);

  function decide(row: RequestRow, action: OpenRequest["action"]) {
    setLastIndex(Math.max(0, waiting?.findIndex(({ id }) => id === row.id) ?? 0));
    setOpen({ row, action });
  }

  /** The request that was shown for its link: the address may go on naming it for a moment. */
  const shownFor = useRef<string>(null);
  const showNamed = useEffectEvent((row: RequestRow, action: OpenRequest["action"] | undefined) => {
    if (shownFor.current === row.id) return;
    shownFor.current = row.id;
    if (action) decide(row, action);
    else focusRow(row.id);
    // After the router's own effects: before those it does not notice that the address changes.
    queueMicrotask(onNamedDone);
  });
  useEffect(() => {
    if (namedRow) showNamed(namedRow, named?.action);
  }, [namedRow, named?.action]);

  useRowKeys(keysOn && !open, (key, rowId) => {
    if (key === "undo") return decisions.undoLatest();
    const row = waiting?.find(({ id }) => id === rowId);
    if (row) decide(row, key);
  });

  const answerInDialog = isOpenGone ? answerOf(open.row.id) : undefined;
  const isNews = answerInDialog !== undefined && !decisions.isOwn(answerInDialog);
  return (
    <>
      {isNamedGone && !answered.isLoading ? (
        <Alert role="status" className="animate-appear">
          <AlertTitle>
            {namedAnswer?.processedBy
              ? `${isolated(namedAnswer.processedBy.name)} already ${namedAnswer.status} this request.`
              : "The request in that link has already been answered."}
          </AlertTitle>
        </Alert>
      ) : null}
      {waiting && waiting.length > 0 ? <KeyHints on={keysOn} onToggle={toggleKeys} /> : null}
      <Card variant="flush">
        {rows?.length === 0 ? (
          <EmptyState motif="bell" title="No requests waiting">
            When someone asks for a new invitation, their request appears here.
          </EmptyState>
        ) : (
          <RequestsList rows={rows} liveSince={liveSince} onDecide={decide} />
        )}
        <LoadMore status={status} loadMore={loadMore} />
      </Card>
      <DecideDialog
        open={open}
        answered={(isNews && decisionIn(answerInDialog)) || undefined}
        roles={organization.invitableRoles}
        onApprove={decisions.approve}
        onDeny={decisions.deny}
        onClose={() => setOpen(undefined)}
        onClosed={() => focusRowAt(lastIndex)}
      />
    </>
  );
}
