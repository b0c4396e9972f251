package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// networkFileSystem names the network place dir lies on, "" when the disk is a local one.
func networkFileSystem(dir string) (string, error) {
	volume := filepath.VolumeName(dir)
	device := strings.HasPrefix(volume, `\\?\`) || strings.HasPrefix(volume, `\\.\`)
	if strings.HasPrefix(volume, `\\`) && (!device || strings.HasPrefix(strings.ToUpper(volume), `\\?\UNC`)) {
		return "UNC", nil
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return "", fmt.Errorf("drive of %s: %w", dir, err)
	}
	if windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return volume, nil
	}
	return "", nil
}

func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// writeProtected tells the refusal of a medium that can only be read.
func writeProtected(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

// badPlace tells a path that can lead to nothing.
func badPlace(err error) bool {
	for _, code := range []error{windows.ERROR_DIRECTORY, windows.ERROR_FILENAME_EXCED_RANGE, windows.ERROR_INVALID_NAME, windows.ERROR_BAD_PATHNAME} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// syncDir does nothing: Windows keeps directory entries in its own log and cannot flush a directory handle.
func syncDir(string) error { return nil }

// makePrivate does nothing: a user's own folders on Windows are closed to others as they are.
func makePrivate(string) error { return nil }
