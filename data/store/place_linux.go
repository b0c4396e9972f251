package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// networkMagic are the f_type values of statfs(2) for file systems that live on another machine.
var networkMagic = map[int64]string{
	unix.NFS_SUPER_MAGIC:  "NFS",
	unix.SMB_SUPER_MAGIC:  "SMB",
	unix.CIFS_SUPER_MAGIC: "CIFS",
	unix.SMB2_SUPER_MAGIC: "SMB2",
	unix.AFS_SUPER_MAGIC:  "AFS",
	unix.CODA_SUPER_MAGIC: "CODA",
	unix.CEPH_SUPER_MAGIC: "Ceph",
	unix.V9FS_MAGIC:       "9P",
}

// networkFileSystem names the network file system dir lies on, "" when the disk is a local one.
// FUSE is asked for its subtype: NTFS and exFAT sticks are FUSE too and are local.
func networkFileSystem(dir string) (string, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return "", fmt.Errorf("statfs %s: %w", dir, err)
	}
	kind := int64(st.Type) & 0xFFFFFFFF //nolint:unconvert // Type is an int32 on some architectures
	if name, ok := networkMagic[kind]; ok {
		return name, nil
	}
	if kind == unix.FUSE_SUPER_MAGIC {
		mounts, err := os.ReadFile("/proc/self/mountinfo")
		if err != nil {
			return "", fmt.Errorf("read mounts: %w", err)
		}
		return networkFUSE(string(mounts), dir), nil
	}
	return "", nil
}

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// writeProtected tells the refusal of a medium that is mounted for reading only.
func writeProtected(err error) bool { return errors.Is(err, syscall.EROFS) }

// badPlace tells a path that can lead to nothing.
func badPlace(err error) bool {
	return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENAMETOOLONG)
}

// syncDir makes a rename in dir survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}

// makePrivate takes from everybody but the owner what rights they have on a file or folder of the owner. A folder that people share, such as
// /tmp or the top of a stick, and what is not ours stay as they are.
func makePrivate(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make private: %w", err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	plain := info.Mode().IsRegular() || info.IsDir()
	if !plain || info.Mode()&fs.ModeSticky != 0 || !ok || int(owner.Uid) != os.Getuid() || info.Mode().Perm()&0o077 == 0 {
		return nil
	}
	if err := os.Chmod(path, info.Mode().Perm()&0o700); err != nil && !errors.Is(err, syscall.EPERM) && !errors.Is(err, syscall.EROFS) {
		return fmt.Errorf("make private: %w", err) // a file system without rights has none to take
	}
	return nil
}
