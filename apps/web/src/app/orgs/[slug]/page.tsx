import { OverviewScreen } from "./overview-screen";
import { preloadOverview } from "./preload-rows";

export default async function OverviewPage({ params }: PageProps<"/orgs/[slug]">) {
  return <OverviewScreen first={await preloadOverview((await params).slug)} />;
}
