package activity

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Kinds of activities by which the committee keeps in touch with its members (委员定期约访、活动组会议、每半年一次政情通报).
const (
	Interview = "约访"
	GroupTalk = "活动组会议"
	Briefing  = "政情通报"
)

// briefingsExpected is how many briefings the office expects in half a year.
const briefingsExpected = "activity.briefings_half"

func init() { Activities.Figures = contactFigures }

// contactFigures count what keeps the committee in touch with its members: activities over by the day.
func contactFigures(ctx context.Context, db bun.IDB, year int, day string) (figures []measure.Figure, err error) {
	for _, c := range []struct{ code, kind, name string }{
		{"contact.interviews", Interview, "委员约访"}, {"contact.group_talks", GroupTalk, GroupTalk}, {"contact.briefings", Briefing, "政情通报"},
	} {
		ids, err := store.IDs(ctx, db, "SELECT a.id FROM activity a WHERE a.year = ? AND a.deleted_at = '' AND a.kind = ? AND "+over+" <> '' AND "+over+" <= ? ORDER BY a.id", year, c.kind, day)
		if err != nil {
			return nil, fmt.Errorf("activities of kind %s: %w", c.kind, err)
		}
		figures = append(figures, measure.Figure{Code: c.code, Name: c.name, Unit: "次", Rule: "类别为" + c.kind + "、当日以前举行的，几天的从最后一天起计", Num: int64(len(ids)), Counted: setOf(Activities.Name, ids)})
	}
	return figures, nil
}

// Missing is a half of a year that has too few briefings.
type Missing struct {
	On, Half  string // its last day, and what it is called
	Have, Due int
}

// BriefingsMissing are the halves of the year that are not over on the day, end by the day until and have fewer briefings held or fixed for a day of
// them than the office expects.
func BriefingsMissing(ctx context.Context, db bun.IDB, year int, day, until string) (missing []Missing, err error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	due := record.CountOf(settings[briefingsExpected])
	for _, half := range []struct{ first, last, name string }{{"-01-01", "-06-30", "上半年"}, {"-07-01", "-12-31", "下半年"}} {
		first, last := record.WholeNumber(year)+half.first, record.WholeNumber(year)+half.last
		if last > until || last < day {
			continue
		}
		have, err := store.LookUp(ctx, db, "SELECT count(*) FROM activity a WHERE a.year = ? AND a.deleted_at = '' AND a.kind = ? AND "+held+" BETWEEN ? AND ?", year, Briefing, first, last)
		if err != nil {
			return nil, err
		}
		if int(have) < due {
			missing = append(missing, Missing{last, half.name, int(have), due})
		}
	}
	return missing, nil
}
