package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// CourseEvent is what a write did to a record as a whole.
type CourseEvent int

// The events of a record's course.
const (
	CourseChanged  CourseEvent = iota // its content
	CourseCreated                     // 新建
	CourseBinned                      // 放入回收站
	CourseRestored                    // 从回收站恢复
	CourseDeleted                     // 撤销新建
)

// String is the event as the office says it; "" for a mere change.
func (e CourseEvent) String() string {
	return [...]string{"", "新建", "放入回收站", "从回收站恢复", "撤销新建"}[e]
}

// CourseChange is one field a write changed, in the words its form has for it.
type CourseChange struct {
	Key       string // of the field; "" for what is no field, such as attachments
	Title     string
	Old, New  string
	Sensitive bool // not to be shown unless asked for
}

// CourseEntry is one write in the course of a record: who did when what to it.
type CourseEntry struct {
	WriteID int64
	At      time.Time
	Actor   string
	Wording string
	Event   CourseEvent
	Changes []CourseChange // in the order of the form; none for what no form shows
	Undone  bool           // a later write took it back

	lastRow int64 // of the journal, of this record in this write
}

// Course tells the life of a record, the newest first: what every write changed in it, field by field, as its form shows them. Posts, members,
// units and files that belong to the record count as the record's. References are told by the names their records have now.
//
// It is derived by walking the record's rows back through the journal and reading the kind's own view at every step, so that a field means
// here exactly what it means in the list. A record that never was has no course.
func (k *Kind) Course(ctx context.Context, s *store.Store, id int64) (course []CourseEntry, err error) {
	pool, err := store.OpenPool(ctx, s.Path(), store.ReadOnly, 1)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("course: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// The past is put together in temporary tables; the database itself is opened for reading only.
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY"); err != nil {
		return nil, fmt.Errorf("course: %w", err)
	}
	err = store.InReadTransaction(ctx, conn.Conn, func() error {
		course, err = k.course(ctx, conn, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("course of %s %d: %w", k.Name, id, err)
	}
	return course, nil
}

func (k *Kind) course(ctx context.Context, conn bun.Conn, id int64) ([]CourseEntry, error) {
	past, err := k.newPast(ctx, conn, id)
	if err != nil {
		return nil, err
	}
	after, err := past.read(ctx)
	if err != nil {
		return nil, err
	}
	var course []CourseEntry
	for len(past.steps) > 0 {
		entry, err := past.back(ctx)
		if err != nil {
			return nil, err
		}
		before, err := past.read(ctx)
		if err != nil {
			return nil, err
		}
		if entry.Event != CourseCreated && entry.Event != CourseDeleted {
			entry.Changes = k.courseChanges(before, after)
		}
		course = append(course, entry)
		after = before
	}
	return course, nil
}

// attachmentsKey is what a reading of the past calls the record's files.
const attachmentsKey = "attachments "

// courseChanges compares two readings of a record field by field; nil is a record that was not there.
func (k *Kind) courseChanges(before, after Values) []CourseChange {
	if before == nil || after == nil {
		return nil
	}
	var changes []CourseChange
	for _, f := range k.FormFields() {
		if slices.ContainsFunc(f.With, func(key string) bool { return before[key] != after[key] }) {
			continue
		}
		was, is := before[f.Key], after[f.Key]
		switch {
		case was == is || f.TakeOnly:
		case f.Part != nil:
			changes = append(changes, f.Part.CourseChanges(f.Key, was, is)...)
		default:
			changes = append(changes, CourseChange{Key: f.Key, Title: f.Title, Old: was, New: is, Sensitive: f.Sensitive})
		}
	}
	if was, is := before[attachmentsKey], after[attachmentsKey]; was != is {
		gone, come := setDifference(was, is)
		changes = append(changes, CourseChange{Title: "附件", Old: gone, New: come})
	}
	return changes
}

// setDifference gives the names only in was and those only in is.
func setDifference(was, is string) (gone, come string) {
	a, b := zh.SplitNames(was), zh.SplitNames(is)
	only := func(in, notIn []string) string {
		return zh.JoinNames(slices.DeleteFunc(slices.Clone(in), func(name string) bool { return slices.Contains(notIn, name) }))
	}
	return only(a, b), only(b, a)
}

// LastChanges gives for every field the newest entry of the course after the journal's row base that changed it.
func LastChanges(course []CourseEntry, base int64) map[string]CourseEntry {
	last := map[string]CourseEntry{}
	newest := slices.SortedStableFunc(slices.Values(course), func(a, b CourseEntry) int { return cmp.Compare(b.WriteID, a.WriteID) })
	for _, entry := range newest {
		if entry.lastRow <= base {
			continue
		}
		for _, change := range entry.Changes {
			if _, known := last[change.Key]; !known {
				last[change.Key] = entry
			}
		}
	}
	return last
}
