import type { DeliveryStatus } from "@vestibule/backend/rules/fate";

/** How far an invitation's mail got, as the table says it. Only a provider's word makes it "Delivered". */
export const deliveryWords: Record<DeliveryStatus, string> = {
  queued: "Sending",
  sent: "Sent",
  delayed: "Delayed",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Marked as spam",
  failed: "Not sent",
};
