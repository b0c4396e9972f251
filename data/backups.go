package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// How many backups are kept: the newest of each of the last days, weeks and months that have one, and safety copies.
const (
	keepDaily   = 7
	keepWeekly  = 5
	keepMonthly = 12
	keepSafety  = 10
)

const backupStamp = "20060102-1504"

// A backup is named for its time and the last write in it; a safety copy also for what it was made before.
var (
	backupName = regexp.MustCompile(`^cppccdesk-(\d{8}-\d{4})-w(\d+)\.db$`)
	safetyName = regexp.MustCompile(`^cppccdesk-(\d{8}-\d{4})-w(\d+)-before-[a-z0-9-]+\.db$`)
)

// backupFile is a name in the backups folder, taken apart.
type backupFile struct {
	name  string
	at    time.Time
	write int64
}

// parseBackups gives the names that match pattern, the newest first. Their times are read in the office's zone.
func parseBackups(names []string, pattern *regexp.Regexp, zone *time.Location) []backupFile {
	var all []backupFile
	for _, name := range names {
		m := pattern.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		at, err := time.ParseInLocation(backupStamp, m[1], zone)
		write, err2 := strconv.ParseInt(m[2], 10, 64)
		if err != nil || err2 != nil {
			continue
		}
		all = append(all, backupFile{name, at, write})
	}
	slices.SortFunc(all, func(a, b backupFile) int {
		return cmp.Or(b.at.Compare(a.at), cmp.Compare(b.write, a.write), cmp.Compare(b.name, a.name))
	})
	return all
}

// prune says which files of the backups folder may go. Names that are not the program's are never among them.
func prune(names []string) []string {
	backups := parseBackups(names, backupName, time.UTC)
	keep := map[string]bool{}
	keepNewest := func(period func(time.Time) string, limit int) {
		seen := map[string]bool{}
		for _, b := range backups {
			p := period(b.at)
			if seen[p] || len(seen) == limit {
				continue
			}
			seen[p] = true
			keep[b.name] = true
		}
	}
	keepNewest(func(t time.Time) string { return t.Format(time.DateOnly) }, keepDaily)
	keepNewest(func(t time.Time) string {
		year, week := t.ISOWeek()
		return fmt.Sprintf("%d-%02d", year, week)
	}, keepWeekly)
	keepNewest(func(t time.Time) string { return t.Format("2006-01") }, keepMonthly)
	var remove []string
	for _, b := range backups {
		if !keep[b.name] {
			remove = append(remove, b.name)
		}
	}
	if safety := parseBackups(names, safetyName, time.UTC); len(safety) > keepSafety {
		for _, b := range safety[keepSafety:] {
			remove = append(remove, b.name)
		}
	}
	return remove
}

// BackupDaily makes a verified backup in the backups folder when the data changed since the newest one, and prunes the
// folder. It gives the path of the new backup, "" when none was needed.
func (s *Store) BackupDaily(ctx context.Context) (string, error) {
	dir := filepath.Join(s.dir, backupsName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", failure(CodeBackup, err, "备份文件夹「%s」无法建立。请检查权限。", dir)
	}
	if err := s.removePartials(dir); err != nil {
		return "", err
	}
	changed, err := s.changedSinceBackup(ctx)
	if err != nil || !changed {
		return "", err
	}
	out := s.backupPath("")
	if err := s.Backup(ctx, out); err != nil {
		return "", err
	}
	names, err := s.backupNames()
	if err != nil {
		return "", err
	}
	for _, name := range prune(names) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return "", failure(CodeBackup, err, "旧备份「%s」删除不了。请检查权限。", name)
		}
	}
	return out, nil
}

// removePartials clears away copies that a crash left unfinished.
func (s *Store) removePartials(dir string) error {
	unfinished, err := filepath.Glob(filepath.Join(dir, "cppccdesk-*.db"+partial+"*"))
	if err != nil {
		return fmt.Errorf("list partial copies: %w", err)
	}
	for _, path := range unfinished {
		if err := os.Remove(path); err != nil {
			return failure(CodeBackup, err, "未完成的备份「%s」删除不了。请检查权限。", path)
		}
	}
	return nil
}

// changedSinceBackup compares the last write with that of the newest backup, by time too: after a restore the numbers
// run anew.
func (s *Store) changedSinceBackup(ctx context.Context) (_ bool, err error) {
	const lastWrite = "SELECT coalesce((SELECT id || ' ' || at FROM journal_write ORDER BY id DESC LIMIT 1), '')"
	now, err := texts(ctx, s.reader, lastWrite)
	if err != nil {
		return false, err
	}
	_, path, ok := s.LastBackup()
	if !ok {
		return true, nil
	}
	backup, err := openPool(ctx, path, immutable, 1)
	if err != nil {
		return true, nil // a backup that cannot be opened any more is none: make another
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	then, err := texts(ctx, backup, lastWrite)
	if err != nil {
		return true, nil
	}
	return !slices.Equal(now, then), nil
}

// LastBackup gives the time and path of the newest verified backup in the backups folder; ok is false when there is none.
func (s *Store) LastBackup() (at time.Time, path string, ok bool) {
	names, err := s.backupNames()
	if err != nil {
		return time.Time{}, "", false
	}
	all := parseBackups(names, backupName, s.now().Location())
	if len(all) == 0 {
		return time.Time{}, "", false
	}
	return all[0].at, filepath.Join(s.dir, backupsName, all[0].name), true
}

func (s *Store) backupNames() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, backupsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failure(CodeBackup, err, "备份文件夹读不了。请检查权限。")
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}

// backupPath names a backup made now; reason, such as "-before-v3", makes it a safety copy.
func (s *Store) backupPath(reason string) string {
	return filepath.Join(s.dir, backupsName, fmt.Sprintf("cppccdesk-%s-w%d%s.db", s.now().Format(backupStamp), s.lastWrite(), reason))
}

// lastWrite is the number of the last write, 0 when it cannot be read: it only names files.
func (s *Store) lastWrite() int64 {
	db := s.reader
	if db == nil {
		db = s.writer
	}
	var id int64
	if db == nil || db.QueryRowContext(context.Background(), "SELECT coalesce(max(id), 0) FROM journal_write").Scan(&id) != nil {
		return 0
	}
	return id
}
