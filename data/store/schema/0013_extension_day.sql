-- The day an extension was agreed to: it counts from then on. Without a day it always does.
ALTER TABLE assignment ADD COLUMN extended_on TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN extended_on TEXT NOT NULL DEFAULT '';
