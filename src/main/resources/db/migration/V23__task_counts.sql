-- The live metrics count all tasks every few seconds: from this alone, and not from the tasks with their texts.
CREATE INDEX IF NOT EXISTS support_task_counts ON support_task (is_open, service, kind, status, due);
