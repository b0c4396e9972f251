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

// postScope is one way to hold posts: which body, and the keys that name the bodies and the posts held there.
type postScope struct {
	scope, bodies, posts, table, column string
}

var postScopes = []postScope{
	{scope: "政协", posts: "posts"},
	{scope: "界别", posts: "sector_post"},
	{scope: "专委会", bodies: "committees", posts: "committee_posts", table: "committee", column: "committee_id"},
	{scope: "活动组", bodies: "activity_groups", posts: "activity_group_posts", table: "activity_group", column: "activity_group_id"},
}

// memberPost is one post as it is kept.
type memberPost struct {
	id     int64
	scope  string
	bodyID int64 // in the scope's table, 0 where it has none
	body   string
	post   string
	from   string
	to     string
}

// postHistoryWith are the fields a change of which shows in 职务起止.
var postHistoryWith = []string{
	"posts", "sector_post", "committees", "committee_posts", "activity_groups", "activity_group_posts", "status", "status_on",
}

// places splits the posts that stand beside several bodies: unlike names they repeat, 委员、委员, and one may be missing, 、主任.
func places(text string) []string {
	var posts []string
	for _, post := range strings.Split(separators.Replace(text), "、") {
		posts = append(posts, strings.TrimSpace(post))
	}
	for len(posts) > 0 && posts[len(posts)-1] == "" {
		posts = posts[:len(posts)-1]
	}
	return posts
}

var separators = strings.NewReplacer("\uff0c", "、", ",", "、", "\uff1b", "、", ";", "、", "\r\n", "、", "\n", "、")

func parsePlaces(text string) (string, error) { return zh.JoinNames(places(text)), nil }

// savePosts brings the posts of each scope v speaks of up to date; the n-th post belongs to the n-th body. A post that is no
// longer named has ended today and stays in the history, except one that was entered today and is thus a mistake mended.
func savePosts(ctx context.Context, tx *store.Tx, memberID, termID int64, created bool, v record.Values) error {
	if v.Has("post_history") && !(created && v["post_history"] == "") {
		if err := savePostHistory(ctx, tx, memberID, termID, v["post_history"]); err != nil {
			return err
		}
	}
	for _, s := range postScopes {
		if !v.Has(s.posts) && !v.Has(s.bodies) {
			continue
		}
		if err := s.save(ctx, tx, memberID, termID, created, v); err != nil {
			return err
		}
	}
	return nil
}

func (s postScope) save(ctx context.Context, tx *store.Tx, memberID, termID int64, created bool, v record.Values) error {
	held, err := readPosts(ctx, tx, memberID, s.scope)
	if err != nil {
		return err
	}
	var leftOn string
	if err := tx.QueryRowContext(ctx, "SELECT left_on FROM member WHERE id = ?", memberID).Scan(&leftOn); err != nil {
		return fmt.Errorf("member %d: %w", memberID, err)
	}
	known := len(held) > 0
	held = slices.DeleteFunc(held, func(p memberPost) bool { return p.to != "" && p.to != leftOn })
	want, err := s.wanted(ctx, tx, termID, held, v)
	if err != nil {
		return err
	}
	since := ""
	switch {
	case created:
		since = v["joined_on"]
	case known: // a first filling-in says what is, not since when
		since = tx.Today()
	}
	return s.settle(ctx, tx, memberID, held, want, since)
}

// wanted are the posts v wishes; where it speaks of the bodies only, or of the posts only, the others stay.
func (s postScope) wanted(ctx context.Context, tx *store.Tx, termID int64, held []memberPost, v record.Values) ([]memberPost, error) {
	var bodies, posts []string
	for _, p := range held {
		if s.bodies != "" {
			bodies = append(bodies, p.body)
		}
		posts = append(posts, p.post)
	}
	if v.Has(s.bodies) {
		before := bodies
		bodies = v.Many(s.bodies)
		posts = postsBeside(bodies, before, posts)
	}
	switch {
	case v.Has(s.posts) && s.bodies == "":
		posts = v.Many(s.posts)
	case v.Has(s.posts):
		posts = places(v[s.posts])
	}
	want := make([]memberPost, max(len(bodies), len(posts)))
	for i := range want {
		want[i].scope = s.scope
		if i < len(posts) {
			want[i].post = posts[i]
		}
		if i < len(bodies) {
			id, err := bodyID(ctx, tx, s.table, termID, bodies[i])
			if err != nil {
				return nil, err
			}
			want[i].body, want[i].bodyID = bodies[i], id
		}
	}
	return want, nil
}

// postsBeside are the posts that go with the bodies when only these were changed: with one more or less everybody keeps his own, with as many
// the n-th belongs to the n-th as before.
func postsBeside(bodies, before, posts []string) []string {
	if len(bodies) == len(before) {
		return posts
	}
	own := make([]string, len(bodies))
	for i, body := range bodies {
		if at := slices.Index(before, body); at >= 0 && at < len(posts) {
			own[i] = posts[at]
		}
	}
	return own
}

// settle makes the posts held into those wanted. What stands keeps its row and its date; rows from the first difference in
// order on are written anew, so that the posts are listed as they were entered.
func (s postScope) settle(ctx context.Context, tx *store.Tx, memberID int64, held, want []memberPost, since string) error {
	rest := slices.Clone(held)
	for i := range want {
		at := slices.IndexFunc(rest, func(p memberPost) bool { return p.bodyID == want[i].bodyID && p.post == want[i].post })
		if at < 0 { // a body without a post yet gets one: nothing has ended
			at = slices.IndexFunc(rest, func(p memberPost) bool { return p.bodyID == want[i].bodyID && p.bodyID != 0 && p.post == "" })
		}
		if at < 0 {
			want[i].from = since
			continue
		}
		want[i].id, want[i].from, want[i].to = rest[at].id, rest[at].from, rest[at].to
		rest = slices.Delete(rest, at, at+1)
	}
	for _, p := range rest {
		if err := endPost(ctx, tx, p); err != nil {
			return err
		}
	}
	var last int64
	for _, p := range want {
		if p.id > last { // still in order
			last = p.id
			if err := tx.Update(ctx, "member_post", p.id, store.Columns{"post": p.post}); err != nil {
				return err
			}
			continue
		}
		if p.id != 0 {
			if err := tx.Run(ctx, "DELETE FROM member_post WHERE id = ?", p.id); err != nil {
				return err
			}
		}
		id, err := insertPost(ctx, tx, memberID, s, p)
		if err != nil {
			return err
		}
		last = id
	}
	return nil
}

func insertPost(ctx context.Context, tx *store.Tx, memberID int64, s postScope, p memberPost) (int64, error) {
	row := store.Columns{"member_id": memberID, "scope": s.scope, "post": p.post, "from_on": p.from, "to_on": p.to}
	if s.column != "" {
		row[s.column] = store.OrNull(p.bodyID)
	}
	return tx.Insert(ctx, "member_post", row)
}

// endPost ends a post today, or takes it away when it was entered today.
func endPost(ctx context.Context, tx *store.Tx, p memberPost) error {
	if p.to != "" {
		return nil
	}
	now := tx.Now().Local()
	entered, err := store.LookUp(ctx, tx, `SELECT count(*) FROM journal_row r JOIN journal_write w ON w.id = r.write_id
		WHERE r.tbl = 'member_post' AND r.row_id = ? AND r.op = 'insert' AND w.at >= ?`, p.id, store.Instant(dayOf(now)))
	if err != nil {
		return err
	}
	if entered > 0 {
		return tx.Run(ctx, "DELETE FROM member_post WHERE id = ?", p.id)
	}
	return tx.Update(ctx, "member_post", p.id, store.Columns{"to_on": now.Format(store.DateLayout)})
}

// readPosts reads the posts of a member, past ones too; of all scopes when scope is "".
func readPosts(ctx context.Context, db bun.IDB, memberID int64, scope string) ([]memberPost, error) {
	var found []memberPost
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var p memberPost
		err := scan(&p.id, &p.scope, &p.bodyID, &p.body, &p.post, &p.from, &p.to)
		found = append(found, p)
		return err
	}, `SELECT x.id, x.scope, COALESCE(x.committee_id, x.activity_group_id, 0), COALESCE(c.name, g.name, ''), x.post, x.from_on, x.to_on
		FROM member_post x LEFT JOIN committee c ON c.id = x.committee_id LEFT JOIN activity_group g ON g.id = x.activity_group_id
		WHERE x.member_id = ?0 AND (?1 = '' OR x.scope = ?1) ORDER BY x.id`, memberID, scope)
	if err != nil {
		return nil, fmt.Errorf("posts of member %d: %w", memberID, err)
	}
	return found, nil
}

// line is a dated post as 职务起止 shows it.
func (p memberPost) line() string {
	parts := []string{p.from, "起", p.scope, p.body, p.post}
	if p.to != "" {
		parts[1] = "至 " + p.to
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}
