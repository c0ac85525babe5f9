import type { Role } from "@vestibule/backend/rules/roles";
import type { ComponentProps } from "react";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
import { roleWords } from "@/lib/roles";

/** A choice of role, each with what it may do. */
export function RoleSelect({
  role,
  roles,
  onChange,
  ...trigger
}: {
  role: Role;
  /** The roles that may be chosen, strongest first. */
  roles: Role[];
  onChange: (role: Role) => void;
} & Omit<ComponentProps<typeof SelectTrigger>, "role" | "onChange" | "children">) {
  return (
    <Select value={role} onValueChange={(value) => onChange(value as Role)}>
      <SelectTrigger {...trigger}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {roles.map((each) => (
          <SelectItem key={each} value={each} description={roleWords[each].may}>
            {roleWords[each].label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
