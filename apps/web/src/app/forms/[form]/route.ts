import { answerForm } from "@/lib/server/forms/answer-form";

export async function POST(request: Request, { params }: RouteContext<"/forms/[form]">) {
  return await answerForm((await params).form, request);
}
