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

// tellsPosts says, while the bodies of a scope a member is in are changed, what becomes of the posts he holds there when nothing is said of them: those
// written beside the body, and among 政协职务 those that speak of the scope (界别召集人, 专委会主任).
func tellsPosts(scope string) func(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	return func(ctx context.Context, db bun.IDB, _ record.Scope, of int64, value string) (record.Told, error) {
		s := postScopes[slices.IndexFunc(postScopes, func(s postScope) bool { return s.scope == scope })]
		held, err := standingPosts(ctx, db, of, scope)
		if err != nil {
			return record.Told{}, err
		}
		leaves, said := leaving(held, zh.SplitNames(value))
		if s.bodies == "" {
			if leaves, said, err = leavingSector(ctx, db, of, held, value); err != nil {
				return record.Told{}, err
			}
		}
		var change []string
		if len(said) > 0 {
			change = append(change, "「"+Members.Field(s.posts).Title+"」")
		}
		if leaves {
			all, err := standingPosts(ctx, db, of, postScopes[0].scope)
			if err != nil {
				return record.Told{}, err
			}
			if all = slices.DeleteFunc(all, func(p memberPost) bool { return !strings.Contains(p.post, scope) }); len(all) > 0 {
				title := Members.Field(postScopes[0].posts).Title
				said, change = append(said, title+"「"+zh.JoinNames(postNames(all))+"」不变"), append(change, "「"+title+"」")
			}
		}
		if len(said) == 0 {
			return record.Told{}, nil
		}
		return record.Told{Doubtful: true, Words: strings.Join(said, "；") + "。不是这样的，请先改" + strings.Join(change, "") + "再保存"}, nil
	}
}

func postNames(posts []memberPost) (names []string) {
	for _, p := range posts {
		if p.post != "" {
			names = append(names, p.post)
		}
	}
	return names
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

// leavingSector reports whether another sector is chosen, and says where the posts held in the present one go.
func leavingSector(ctx context.Context, db bun.IDB, memberID int64, held []memberPost, sector string) (leaves bool, said []string, err error) {
	before, err := store.Texts(ctx, db, "SELECT s.name FROM member m JOIN sector s ON s.id = m.sector_id WHERE m.id = ?", memberID)
	if err != nil || len(before) == 0 || before[0] == sector {
		return false, nil, err
	}
	posts := zh.JoinNames(postNames(held))
	switch {
	case posts == "":
	case sector == "":
		said = []string{fmt.Sprintf("「%s」的「%s」清空界别后还留着", before[0], posts)}
	default:
		said = []string{fmt.Sprintf("「%s」的「%s」会改算在「%s」", before[0], posts, sector)}
	}
	return true, said, nil
}

// leaving reports whether one of the bodies held is not among those chosen, and says of each post held that goes to another body, or ends, with them.
func leaving(held []memberPost, bodies []string) (leaves bool, said []string) {
	before, posts := make([]string, len(held)), make([]string, len(held))
	for i, p := range held {
		before[i], posts[i] = p.body, p.post
	}
	after := postsBeside(bodies, before, posts)
	for i, p := range held {
		stays := slices.Index(bodies, p.body)
		leaves = leaves || stays < 0
		switch {
		case p.post == "", stays >= 0 && stays < len(after) && after[stays] == p.post:
		case len(bodies) == len(before):
			said = append(said, fmt.Sprintf("「%s」的「%s」会改算在「%s」", p.body, p.post, bodies[i]))
		default:
			said = append(said, fmt.Sprintf("「%s」的「%s」到今天为止", p.body, p.post))
		}
	}
	return leaves, said
}
