package store

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// copyCheckEvery is how long the check of a copy is trusted.
const copyCheckEvery = 7 * 24 * time.Hour

// TendCopies checks the copies of the backups folder that were not read for a week, with the attachments they need. A copy without a
// manifest is opened and, when it is sound, given one. When one is found damaged now, another is made at once, whose path it gives; a
// damaged attachment of a copy is replaced by the original where that is whole. CopyWarnings names what is damaged.
func (s *Store) TendCopies(ctx context.Context) (made string, err error) {
	copies, err := s.copies()
	if err != nil {
		return "", err
	}
	renew := false
	for _, c := range copies {
		if !s.due(c) {
			continue
		}
		err := s.keep(ctx, func() error {
			if !lies(c.Path) { // pruned meanwhile
				return nil
			}
			c, err = s.tend(ctx, c)
			return err
		})
		if err != nil {
			return "", err
		}
		renew = renew || c.State == CopyDamaged
	}
	if !renew {
		return "", nil
	}
	err = s.keep(ctx, func() error {
		made, err = s.renewCopy(ctx, CopyDaily, systemActor)
		return err
	})
	return made, err
}

// due says whether a copy must be read again. A check in the future was made while the clock was wrong.
func (s *Store) due(c Copy) bool {
	if c.ofDamaged() || c.Damaged || s.readOnly {
		return false
	}
	passed := s.now().Sub(c.Checked)
	return c.State != CopyVerified || passed < 0 || passed >= copyCheckEvery
}

// tend checks one copy and its attachments and writes down what it found.
func (s *Store) tend(ctx context.Context, c Copy) (Copy, error) {
	c, err := c.Check(ctx)
	if err != nil {
		return c, err
	}
	c.Checked = s.now()
	if c.State == CopyVerified {
		if err := s.mendAttachments(ctx, &c); err != nil {
			return c, err
		}
		return c, writeManifest(c)
	}
	c.Damaged = true
	if c.SHA256 == "" { // nothing is known of it but that it is damaged
		c.SHA256 = "-"
	}
	return c, writeManifest(c)
}

// ClockBehind says in a sentence that the computer's clock is behind the last write, "" when it is not: what is due and how old copies are
// cannot be told then.
func (s *Store) ClockBehind(ctx context.Context) (string, error) {
	last, err := Texts(ctx, s.Reader, "SELECT at FROM journal_write ORDER BY id DESC LIMIT 1")
	if err != nil || len(last) == 0 {
		return "", err
	}
	at, err := time.Parse(InstantLayout, last[0])
	if err != nil {
		return "", fmt.Errorf("last write: %w", err)
	}
	if now := s.now(); now.Before(at.Add(-clockTolerance)) {
		return fmt.Sprintf("电脑时钟不对：现在是 %s，早于最近一次修改（%s）。请校正电脑的日期和时间。",
			now.Format("2006-01-02 15:04"), at.In(now.Location()).Format("2006-01-02 15:04")), nil
	}
	return "", nil
}

// clockTolerance is what a clock may be set back without a word: computers correct themselves by seconds.
const clockTolerance = 5 * time.Minute

// CopyWarnings says in sentences what is wrong with the clock and with the copies of the backups folder, as far as it is known without
// reading them: damaged copies, and attachments that the newest does not keep.
func (s *Store) CopyWarnings(ctx context.Context) ([]string, error) {
	behind, err := s.ClockBehind(ctx)
	if err != nil {
		return nil, err
	}
	var all []string
	if behind != "" {
		all = append(all, behind)
	}
	copies, err := s.copies()
	if err != nil {
		return nil, err
	}
	return append(all, warningsOf(copies)...), nil
}

// checkCopies reads every copy in the backups folder, and writes nothing. told is when the attachments that are not whole are named already.
func (s *Store) checkCopies(ctx context.Context, r *Report, told bool) error {
	behind, err := s.ClockBehind(ctx)
	if err != nil {
		return err
	}
	if behind != "" {
		r.Notices = append(r.Notices, behind)
	}
	copies, err := s.copies()
	if err != nil {
		return err
	}
	for i, c := range copies {
		if c.State != CopyDamaged {
			if copies[i], err = c.Check(ctx); err != nil {
				return err
			}
		}
	}
	if told {
		for i := range copies {
			copies[i].Missing = nil
		}
	}
	r.list(warningsOf(copies), func(sentence string) string { return sentence })
	return nil
}

// warningsOf names the damaged copies and the attachments that the newest whole one does not keep.
func warningsOf(copies []Copy) (all []string) {
	newest := true
	for _, c := range copies {
		switch {
		case c.State == CopyDamaged && !c.ofDamaged():
			all = append(all, fmt.Sprintf("备份已损坏，不能用来恢复：「%s」。请检查硬盘。", filepath.Base(c.Path)))
		case c.State == CopyVerified && newest:
			newest = false
			if err := c.refuseMissing(); err != nil {
				all = append(all, Sentence(err))
			}
		}
	}
	return all
}

// refuseMissing is the failure of a copy without all of its attachments.
func (c Copy) refuseMissing() error {
	if len(c.Missing) == 0 {
		return nil
	}
	named := c.Missing
	more := ""
	if len(named) > findingsShown {
		named, more = named[:findingsShown], "等"
	}
	return Refuse(CodeBackup, "数据库已备份，但有 %d 个附件的文件不见了或已损坏：「%s」%s。请从备份的 %s 文件夹找回。",
		len(c.Missing), strings.Join(named, "」「"), more, attachmentsName)
}
