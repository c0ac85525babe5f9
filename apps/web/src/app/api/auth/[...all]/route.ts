import { authHandler } from "@/lib/server/auth-server";

export const { GET, POST } = authHandler;
