package sheet

import (
	"errors"

	"golang.org/x/sys/windows"
)

func heldOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func readOnlyPlace(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
