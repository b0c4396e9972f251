package store

import (
	"context"
)

// restore is restoreInto for tests that look at the folder only.
func restore(ctx context.Context, o Options, file string) error {
	_, err := restoreInto(ctx, o, file, "王芳")
	return err
}
