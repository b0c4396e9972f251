package roster

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
)

// savePostHistory takes the dated posts as they are written in 职务起止, one a line: a line that is gone is forgotten, a changed
// one corrected. Posts without dates are not written there and stay, unless a line dates one of them.
func savePostHistory(ctx context.Context, tx *store.Tx, memberID, termID int64, text string) error {
	held, err := readPosts(ctx, tx, memberID, "")
	if err != nil {
		return err
	}
	want, err := datedPosts(text)
	if err != nil {
		return err
	}
	if want, err = inBodies(ctx, tx, termID, want); err != nil {
		return err
	}
	for _, p := range assignPosts(held, want) {
		if p.from == "" && p.to == "" {
			continue
		}
		if err := tx.Run(ctx, "DELETE FROM member_post WHERE id = ?", p.id); err != nil {
			return err
		}
	}
	for _, p := range want {
		if p.id != 0 {
			err = tx.Update(ctx, "member_post", p.id, store.Columns{"from_on": p.from, "to_on": p.to})
		} else {
			at := slices.IndexFunc(postScopes, func(s postScope) bool { return s.scope == p.scope })
			_, err = insertPost(ctx, tx, memberID, postScopes[at], p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// assignPosts gives each post wanted the row it stands for: the one that says the very same, else one of the same post with
// one date the same, else an undated one. It returns the rows left over.
func assignPosts(held, want []memberPost) []memberPost {
	for i := range want {
		w := &want[i]
		for _, fits := range []func(p memberPost) bool{
			func(p memberPost) bool { return p.from == w.from && p.to == w.to },
			func(p memberPost) bool { return p.from == w.from || p.to == w.to && p.to != "" },
			func(p memberPost) bool { return p.from == "" && p.to == "" },
		} {
			at := slices.IndexFunc(held, func(p memberPost) bool {
				return p.scope == w.scope && p.bodyID == w.bodyID && p.post == w.post && fits(p)
			})
			if at >= 0 {
				w.id = held[at].id
				held = slices.Delete(held, at, at+1)
				break
			}
		}
	}
	return held
}

// datedPosts reads lines such as 2022-01-10 至 2024-03-01 专委会 提案委 副主任. Bodies are named, not looked up.
func datedPosts(text string) ([]memberPost, error) {
	var posts []memberPost
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		from, to, rest, err := parsePeriod(line)
		if err != nil {
			return nil, store.Refuse(store.CodeInvalid, "职务起止「%s」%s。", line, err)
		}
		p := memberPost{from: from, to: to}
		words := strings.Fields(rest)
		at := -1
		if len(words) > 0 {
			at = slices.IndexFunc(postScopes, func(s postScope) bool { return s.scope == words[0] })
		}
		if at < 0 {
			return nil, store.Refuse(store.CodeInvalid, "职务起止「%s」没有写明是政协、界别、专委会还是活动组的职务，如：2022-01-10 至 2024-03-01 专委会 提案委 副主任。", line)
		}
		p.scope, words = words[0], words[1:]
		if postScopes[at].table != "" {
			if len(words) == 0 {
				return nil, store.Refuse(store.CodeInvalid, "职务起止「%s」没有写明是哪个%s。", line, p.scope)
			}
			p.body, words = words[0], words[1:]
		}
		if p.post = strings.Join(words, " "); p.post == "" && p.body == "" {
			return nil, store.Refuse(store.CodeInvalid, "职务起止「%s」没有写明职务。", line)
		}
		posts = append(posts, p)
	}
	return posts, nil
}

func parseDatedPosts(text string) (string, error) {
	_, err := datedPosts(text)
	return text, err
}

// inBodies finds the bodies the posts are held in; what is over cannot have ended after today.
func inBodies(ctx context.Context, tx *store.Tx, termID int64, posts []memberPost) ([]memberPost, error) {
	today := tx.Today()
	for i, p := range posts {
		if p.to > today {
			return nil, store.Refuse(store.CodeInvalid, "职务起止「%s」止日晚于今天，还没有结束的写「起」。", p.line())
		}
		at := slices.IndexFunc(postScopes, func(s postScope) bool { return s.scope == p.scope })
		if table := postScopes[at].table; table != "" {
			id, err := bodyID(ctx, tx, table, termID, p.body)
			if err != nil {
				return nil, err
			}
			posts[i].bodyID = id
		}
	}
	return posts, nil
}

// parsePeriod takes the dates off the head of a line: 2022-01-10 至 2024-03-01, 2022-01-10 起, 至 2024-03-01.
func parsePeriod(line string) (from, to, rest string, err error) {
	line = strings.NewReplacer("—", "至", "--", "至", "~", "至", "\uff5e", "至", "到", "至").Replace(line)
	head, tail, ended := strings.Cut(line, "至")
	if !ended {
		if head, rest, ended = strings.Cut(line, "起"); !ended {
			return "", "", "", errors.New("看不出起止，应写成 2022-01-10 至 2024-03-01 或 2022-01-10 起")
		}
		from, err = periodDate(head)
		return from, "", rest, err
	}
	if head = strings.TrimSpace(head); head != "" {
		if from, err = periodDate(head); err != nil {
			return "", "", "", err
		}
	}
	end, rest, _ := strings.Cut(strings.TrimSpace(tail), " ")
	if end == "今" {
		return from, "", rest, nil
	}
	if to, err = periodDate(end); err != nil {
		return "", "", "", err
	}
	if from != "" && to < from && !strings.HasPrefix(from, to) {
		return "", "", "", errors.New("止日早于起日")
	}
	return from, to, rest, nil
}

func periodDate(text string) (string, error) {
	date, err := intake.ParseDate(strings.TrimSpace(text))
	if err != nil {
		return "", err
	}
	return date.String(), nil
}

// dayOf is the first moment of t's day where t is.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
