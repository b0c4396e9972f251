package gui

import (
	"context"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
)

// backupInterval is how often a running program asks whether the day's backup is due.
const backupInterval = time.Hour

// backup makes a backup when the data changed since the last one; an empty database has nothing to keep.
func (s *session) backup() {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.backup", func(ctx context.Context) (backupSeen, error) {
		if empty, err := record.Empty(ctx, store); err != nil || empty {
			return backupSeen{}, err
		}
		made, err := store.BackupDaily(ctx)
		if err != nil {
			return backupSeen{}, err
		}
		return seeBackup(ctx, store, made)
	}, s.showMade)
}

// backupDaily looks every hour whether a new day has begun without a backup, for programs that are never closed.
func (s *session) backupDaily() {
	s.desk.Tasks().After(backupInterval, func() {
		if last, ok := s.desk.Store().LastBackup(); !ok || last.Made.Local().Format(time.DateOnly) != s.desk.Today() {
			s.backup()
		}
		s.tendCopies()
		s.backupDaily()
	})
}

// tendCopies reads, beside the window, the copies that were not read for a week. It ends with the window.
func (s *session) tendCopies() {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.copies", func(ctx context.Context) (backupSeen, error) {
		made, err := store.TendCopies(ctx)
		if err != nil {
			return backupSeen{}, err
		}
		return seeBackup(ctx, store, made)
	}, s.showMade)
}

// showCopies says what copies there are and makes none.
func (s *session) showCopies() {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.copies", func(ctx context.Context) (backupSeen, error) {
		return seeBackup(ctx, store, "")
	}, s.showMade)
}

func (s *session) showMade(seen backupSeen, err error) {
	if err != nil {
		s.desk.Status().SetBackup("备份未成功", look.ToneLate)
		s.desk.Fail(err)
		return
	}
	s.showBackup(seen)
	if seen.made {
		s.desk.Reload()
	}
}

// backupSeen is what the frame says of the copies.
type backupSeen struct {
	at       time.Time // of the newest verified copy
	ok       bool
	made     bool // just now
	troubled bool
}

// seeBackup reads what there is to say; made is the copy made just now, "" for none.
func seeBackup(ctx context.Context, store *store.Store, made string) (backupSeen, error) {
	warnings, err := store.CopyWarnings(ctx)
	last, ok := store.LastBackup()
	return backupSeen{last.Made.Local(), ok, made != "", len(warnings) > 0}, err
}

func (s *session) showBackup(seen backupSeen) {
	switch {
	case seen.ok:
	case s.desk.OnlyRead() != "":
		s.desk.Status().SetBackup("只能查看", look.ToneDue)
		return
	default:
		s.desk.Status().SetBackup("尚无备份", look.ToneSoft)
		return
	}
	layout := "01-02 15:04"
	if seen.at.Format(time.DateOnly) == s.desk.Today() {
		layout = "15:04"
	}
	if seen.troubled {
		s.desk.Status().SetBackup("备份 "+seen.at.Format(layout)+"，有问题", look.ToneLate)
		return
	}
	s.desk.Status().SetBackup("备份 "+seen.at.Format(layout)+" ✓", look.ToneSoft)
}
