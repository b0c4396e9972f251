//go:build !windows

package sheet

import (
	"errors"
	"syscall"
)

// heldOpen is a matter of Windows; elsewhere an open file may be replaced.
func heldOpen(err error) bool { return errors.Is(err, syscall.ETXTBSY) }

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func readOnlyPlace(err error) bool { return errors.Is(err, syscall.EROFS) }
