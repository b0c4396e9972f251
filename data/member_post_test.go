package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestPostsStayWithTheirCommittees(t *testing.T) {
	for _, test := range []struct{ name, committees, posts string }{
		{"the first is left", "文史委", "委员"},
		{"the second is left", "提案委", "主任"},
		{"one comes in front", "经济委、提案委、文史委", "、主任、委员"},
		{"one comes behind", "提案委、文史委、经济委", "主任、委员"},
		{"all are left", "", ""},
		{"they change places", "文史委、提案委", "主任、委员"}, // to pair them otherwise
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.zhang(record.Values{"committees": "提案委、文史委", "committee_posts": "主任、委员"})
			o.save(roster.Committees, record.Values{"name": "经济委"})
			if err := o.Write(t.Context(), "测试", "改专委会", func(ctx context.Context, tx *store.Tx) error {
				_, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, id, record.Values{"committees": test.committees})
				return err
			}); err != nil {
				t.Fatal(err)
			}
			o.expect(roster.Members, id, record.Values{"committees": test.committees, "committee_posts": test.posts})
		})
	}
}

// What becomes of the posts held in a body is said while another body is chosen, before it is saved, and is what saving does.
func TestPostsThatGoWithAnotherBodyAreTold(t *testing.T) {
	for _, test := range []struct{ name, key, value, told, posts string }{
		{"another sector", "sector", "经济界", "「教育界」的「召集人」会改算在「经济界」。不是这样的，请先改「界别职务」再保存", "召集人"},
		{"no sector", "sector", "", "「教育界」的「召集人」清空界别后还留着。不是这样的，请先改「界别职务」再保存", "召集人"},
		{"the same sector", "sector", "教育界", "", "召集人"},
		{"another committee in its place", "committees", "经济委、文史委", "「提案委」的「主任」会改算在「经济委」。不是这样的，请先改「专委会职务」再保存", "主任"},
		{"one committee is left", "committees", "文史委", "「提案委」的「主任」到今天为止。不是这样的，请先改「专委会职务」再保存", ""},
		{"one committee more", "committees", "提案委、文史委、经济委", "", "主任"},
		{"the other one is left", "committees", "提案委", "", "主任"},
		{"another activity group", "activity_groups", "二组", "「一组」的「组长」会改算在「二组」。不是这样的，请先改「活动组职务」再保存", "组长"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.zhang(record.Values{"sector": "教育界", "sector_post": "召集人", "committees": "提案委、文史委", "committee_posts": "主任", "activity_groups": "一组", "activity_group_posts": "组长"})
			o.save(roster.Sectors, record.Values{"name": "经济界"})
			o.save(roster.Committees, record.Values{"name": "经济委"})
			o.save(roster.ActivityGroups, record.Values{"name": "二组"})
			told, err := roster.Members.Field(test.key).Tells(t.Context(), o.DB(), in2026, id, test.value)
			if err != nil || told.Words != test.told || told.Doubtful != (test.told != "") {
				t.Errorf("%+v, %v, want %q", told, err, test.told)
			}
			o.edit(roster.Members, id, record.Values{test.key: test.value})
			key := map[string]string{"sector": "sector_post", "committees": "committee_posts", "activity_groups": "activity_group_posts"}[test.key]
			o.expect(roster.Members, id, record.Values{key: test.posts})
		})
	}
	o := openOffice(t)
	id := o.zhang(record.Values{"sector": "教育界", "posts": "界别召集人、常委", "committees": "提案委"})
	for key, want := range map[string]string{"sector": "政协职务「界别召集人」不变。不是这样的，请先改「政协职务」再保存", "committees": ""} {
		if told, err := roster.Members.Field(key).Tells(t.Context(), o.DB(), in2026, id, ""); err != nil || told.Words != want {
			t.Errorf("%s: %+v, %v", key, told, err)
		}
	}
	o = openOffice(t)
	id = o.zhang(record.Values{"sector": "教育界"})
	if told, err := roster.Members.Field("sector").Tells(t.Context(), o.DB(), in2026, id, ""); err != nil || told.Words != "" {
		t.Errorf("of somebody without a post: %+v, %v", told, err)
	}
}
