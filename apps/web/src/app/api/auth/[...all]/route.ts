import { authHandler } from "@/lib/auth-server";

export const { GET, POST } = authHandler;
