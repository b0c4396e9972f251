package store

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
	"strings"
	"time"
)

// CopyKind says what a copy was made for, which decides how long it is kept.
type CopyKind string

// The kinds of copies.
const (
	CopyDaily  CopyKind = "daily"  // by the program itself
	CopyManual CopyKind = "manual" // asked for by a person
	CopyBefore CopyKind = "before" // in front of something that replaces the database, see Copy.Before
)

// CopyState says how far a copy can be trusted.
type CopyState int

// The states of a copy.
const (
	CopyUnverified CopyState = iota // has no manifest: whether it is as it was made is not known
	CopyVerified                    // was as its manifest says when it was last looked at
	CopyDamaged                     // is not as its manifest says
)

// Copy is a backup of the database, as its manifest describes it. A file without a manifest has only what its name says.
type Copy struct {
	Path   string    `json:"-"`
	State  CopyState `json:"-"`
	Kind   CopyKind  `json:"kind"`
	Before string    `json:"before,omitempty"` // of CopyBefore: v9, restore
	Made   time.Time `json:"made"`             // by the clock of that moment, which may have been wrong

	Writes      int64            `json:"writes"` // number of the last write that changed data; numbers run again after a restore
	LastAt      string           `json:"last_at"`
	LastWording string           `json:"last_wording"`
	Rows        map[string]int64 `json:"rows"` // of each table
	Size        int64            `json:"size"`
	SHA256      string           `json:"sha256"`
	Version     string           `json:"version"` // of the program
	Schema      int              `json:"schema"`
	Attachments []StoredFile     `json:"attachments,omitempty"` // the files it speaks of
	Missing     []string         `json:"missing,omitempty"`     // names of those that are not kept with it

	Serial  int64     `json:"serial"`  // in the order in which the copies of a folder were made
	Counted time.Time `json:"counted"` // Made, counted on from the copy before it: never goes back, see count
	Checked time.Time `json:"checked"` // when State was last found out by reading the file
	Damaged bool      `json:"damaged,omitempty"`
}

// holds says whether two copies hold the same data.
func (c Copy) holds(other Copy) bool { return c.Writes == other.Writes && c.LastAt == other.LastAt }

// ofDamaged says whether this is a damaged database, kept as it lay before it was replaced: no copy to go back to.
func (c Copy) ofDamaged() bool { return c.Kind == CopyBefore && strings.HasSuffix(c.Before, "damaged") }

// after orders copies, the newest first: in the order of their making, which no clock can change.
func (c Copy) after(other Copy) int {
	return cmp.Or(other.Counted.Compare(c.Counted), cmp.Compare(other.Serial, c.Serial), cmp.Compare(other.Writes, c.Writes),
		cmp.Compare(other.Path, c.Path))
}

const (
	copyStamp    = "20060102-150405"
	copyStampOld = "20060102-1504" // of versions that named copies to the minute
)

// copyName is how the program names copies: for the time, the last write in it and what it was made for. Of several in one second the later
// ones have a number behind the time.
var copyName = regexp.MustCompile(`^cppccdesk-(\d{8}-\d{4}(?:\d\d)?)(?:\.\d+)?-w(\d+)(-manual|-before-[a-z0-9-]+)?\.db$`)

// parseCopyName takes the name of a copy apart. The time in it is read in zone.
func parseCopyName(name string, zone *time.Location) (Copy, bool) {
	m := copyName.FindStringSubmatch(name)
	if m == nil {
		return Copy{}, false
	}
	layout := copyStamp
	if len(m[1]) == len(copyStampOld) {
		layout = copyStampOld
	}
	made, err := time.ParseInLocation(layout, m[1], zone)
	writes, err2 := strconv.ParseInt(m[2], 10, 64)
	if err != nil || err2 != nil {
		return Copy{}, false
	}
	c := Copy{Kind: CopyDaily, Made: made, Counted: made, Writes: writes}
	if before, ok := strings.CutPrefix(m[3], "-before-"); ok {
		c.Kind, c.Before = CopyBefore, before
	} else if m[3] != "" {
		c.Kind = CopyManual
	}
	return c, true
}

// Copies lists the copies in the backups folder of a data folder, the newest first: what the program made, and other databases with a
// manifest. It looks at manifests, names and sizes; Copy.Check reads the file.
func Copies(dir string) ([]Copy, error) { return copiesIn(filepath.Join(dir, backupsName), time.Local) }

func (s *Store) copies() ([]Copy, error) {
	return copiesIn(filepath.Join(s.dir, backupsName), s.now().Location())
}

func copiesIn(folder string, zone *time.Location) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, Failure(CodeBackup, err, "备份文件夹「%s」读不了。请检查权限。", folder)
	}
	var all []Copy
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".db" || !e.Type().IsRegular() {
			continue
		}
		named, own := parseCopyName(e.Name(), zone)
		c, known := findManifest(filepath.Join(folder, e.Name()))
		switch {
		case known:
		case own:
			c = named
		default:
			continue
		}
		c.Path = filepath.Join(folder, e.Name())
		all = append(all, c.sized())
	}
	slices.SortFunc(all, Copy.after)
	return all, nil
}

// sized finds the state of a copy as far as its size and its manifest tell.
func (c Copy) sized() Copy {
	info, err := os.Stat(c.Path)
	switch {
	case c.ofDamaged():
		c.State = CopyDamaged
	case c.SHA256 == "": // no manifest
		if err == nil {
			c.Size = info.Size()
		}
		c.State = CopyUnverified
	case err != nil || info.Size() != c.Size || c.Damaged:
		c.State = CopyDamaged
	default:
		c.State = CopyVerified
	}
	return c
}

// Check reads the whole file and gives the copy with the state found: one with a manifest is compared with its SHA-256, another is opened,
// its integrity and foreign keys examined, and what it holds counted. The error is of reading only; a damaged copy is none.
func (c Copy) Check(ctx context.Context) (Copy, error) {
	if c.SHA256 == "" {
		return c.examine(ctx)
	}
	digest, err := digestOf(ctx, c.Path)
	switch {
	case ctx.Err() != nil:
		return c, ctx.Err()
	case errors.Is(err, fs.ErrPermission): // this user may not read it, which says nothing of the file
		return c, Failure(CodeOf(err), err, "备份「%s」读不了：%s", filepath.Base(c.Path), Sentence(err))
	case err != nil:
		digest = ""
	}
	c.Damaged = digest != c.SHA256
	return c.sized(), nil
}

// examine finds out what a copy without a manifest holds.
func (c Copy) examine(ctx context.Context) (Copy, error) {
	err := verifyCopy(ctx, c.Path, nil)
	if err == nil {
		err = c.describe(ctx, c.Path)
	}
	switch {
	case ctx.Err() != nil:
		return c, ctx.Err()
	case err != nil && CodeOf(err) == CodeReadOnly:
		return c, err
	case err != nil:
		c.State = CopyDamaged
	default:
		c.State = CopyVerified
	}
	return c, nil
}

// describe fills in what the database in path holds and the digest of the file.
func (c *Copy) describe(ctx context.Context, path string) (err error) {
	db, err := OpenPool(ctx, path, immutable, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Rows, err = rowsPerTable(ctx, db); err != nil {
		return err
	}
	if c.Schema, err = currentVersion(ctx, db); err != nil {
		return err
	}
	if err := c.position(ctx, db); err != nil {
		return err
	}
	if c.Attachments, err = storedFiles(ctx, db); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("describe copy: %w", err)
	}
	c.Size = info.Size()
	c.SHA256, err = digestOf(ctx, path)
	return err
}

// records is how many rows of data a copy holds, its journal not counted.
func (c Copy) records() int {
	n := int64(0)
	for table, rows := range c.Rows {
		if !strings.HasPrefix(table, "journal_") && table != "schema_migration" {
			n += rows
		}
	}
	return int(n)
}
