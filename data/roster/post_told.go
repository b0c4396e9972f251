package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// tellsPosts says, while the bodies of a scope a member is in are changed, what becomes of the posts he holds there when nothing is said of them.
func tellsPosts(scope string) func(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	return func(ctx context.Context, db bun.IDB, _ record.Scope, of int64, value string) (record.Told, error) {
		at := slices.IndexFunc(postScopes, func(s postScope) bool { return s.scope == scope })
		held, err := standingPosts(ctx, db, of, scope)
		if err != nil || !slices.ContainsFunc(held, func(p memberPost) bool { return p.post != "" }) {
			return record.Told{}, err
		}
		var said []string
		if postScopes[at].bodies == "" {
			said, err = moveOfSector(ctx, db, of, held, value)
		} else {
			said = movesOfPosts(held, zh.SplitNames(value))
		}
		if err != nil || len(said) == 0 {
			return record.Told{}, err
		}
		return record.Told{Doubtful: true, Words: strings.Join(said, "；") + "。不是这样的，请先改「" + Members.Field(postScopes[at].posts).Title + "」再保存"}, nil
	}
}

// standingPosts are the posts of a scope that a member holds, or held until he left.
func standingPosts(ctx context.Context, db bun.IDB, memberID int64, scope string) ([]memberPost, error) {
	held, err := readPosts(ctx, db, memberID, scope)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	left, err := store.Texts(ctx, db, "SELECT left_on FROM member WHERE id = ?", memberID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(held, func(p memberPost) bool { return p.to != "" && !slices.Contains(left, p.to) }), nil
}

// moveOfSector says where the posts held in the sector go with another one.
func moveOfSector(ctx context.Context, db bun.IDB, memberID int64, held []memberPost, sector string) ([]string, error) {
	before, err := store.Texts(ctx, db, "SELECT s.name FROM member m JOIN sector s ON s.id = m.sector_id WHERE m.id = ?", memberID)
	if err != nil || len(before) == 0 || before[0] == sector {
		return nil, err
	}
	var posts []string
	for _, p := range held {
		posts = append(posts, p.post)
	}
	if sector == "" {
		return []string{fmt.Sprintf("「%s」的「%s」清空界别后还留着", before[0], zh.JoinNames(posts))}, nil
	}
	return []string{fmt.Sprintf("「%s」的「%s」会改算在「%s」", before[0], zh.JoinNames(posts), sector)}, nil
}

// movesOfPosts says of each post held that it goes to another body, or ends, when the bodies become these.
func movesOfPosts(held []memberPost, bodies []string) (said []string) {
	before, posts := make([]string, len(held)), make([]string, len(held))
	for i, p := range held {
		before[i], posts[i] = p.body, p.post
	}
	after := postsBeside(bodies, before, posts)
	for i, p := range held {
		if p.post == "" {
			continue
		}
		stays := slices.Index(bodies, p.body)
		switch {
		case stays >= 0 && stays < len(after) && after[stays] == p.post:
		case len(bodies) == len(before):
			said = append(said, fmt.Sprintf("「%s」的「%s」会改算在「%s」", p.body, p.post, bodies[i]))
		default:
			said = append(said, fmt.Sprintf("「%s」的「%s」到今天为止", p.body, p.post))
		}
	}
	return said
}
