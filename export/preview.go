package export

import (
	"context"
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
)

// PreviewLine is one number a report will show.
type PreviewLine struct {
	Name  string // 立案率
	Value string // 81.31%, as printed
	Parts string // 470 ÷ 578 件; empty for a total

	Figure measure.Figure // what it counts; of a total the records whose rows it adds up
}

func lineOf(f measure.Figure) PreviewLine {
	return PreviewLine{Name: f.Name, Value: f.Text(), Parts: f.Parts(), Figure: f}
}

// previewCodes are the figures that stand for a report in its preview, where totals do not.
var previewCodes = map[string][]string{
	"05": {"received", "filed", "merged", "transferred", "refused", "filing_rate", "participation_rate", "reply_rate", "on_time_rate", "face_rate", "returned_rate", "result_satisfaction_rate", "attitude_satisfaction_rate", "adopted_rate"},
	"20": {"received", "filed", "filing_rate", "reply_rate", "on_time_rate", "result_satisfaction_rate"},
}

// Previews gives the numbers of all reports of the year by code, from one reading.
func Previews(ctx context.Context, store *store.Store, year int) (map[string][]PreviewLine, error) {
	y, err := layYear(ctx, store, year, store.Now().Local())
	if err != nil {
		return nil, err
	}
	previews := map[string][]PreviewLine{}
	for _, r := range Reports() {
		previews[r.Code] = y.preview(r)
	}
	return previews, nil
}

func (y *Year) preview(report Report) []PreviewLine {
	var lines []PreviewLine
	switch codes := previewCodes[report.Code]; {
	case codes != nil:
		for _, f := range y.Figures {
			if slices.Contains(codes, f.Code) {
				lines = append(lines, lineOf(f))
			}
		}
	case report.Code == planReport.Code:
		for _, f := range y.Figures {
			if len(f.Code) > 5 && f.Code[:5] == "plan." {
				lines = append(lines, lineOf(f))
			}
		}
	case report.Code == indexCode:
		lines = y.previewChecks()
	default:
		for _, laid := range y.laid {
			if laid.report.Code != report.Code {
				continue
			}
			for _, written := range laid.result.Sheets {
				for i, total := range written.Totals {
					lines = append(lines, PreviewLine{Name: total.Title, Value: total.Text, Figure: measure.Figure{
						Name: laid.report.Name + " " + total.Title, Counted: measure.Set{Kind: written.Of, IDs: written.Behind[i]},
					}})
				}
			}
		}
	}
	return lines
}

func (y *Year) previewChecks() []PreviewLine {
	agreed, checks := 0, y.checks()
	var broken []PreviewLine
	for _, c := range checks {
		if c.a.value == c.b.value {
			agreed++
			continue
		}
		broken = append(broken, PreviewLine{Name: c.name + "不一致", Value: wholeNumber(c.a.value) + " / " + wholeNumber(c.b.value)})
	}
	summary := PreviewLine{Name: "勾稽一致", Value: wholeNumber(int64(agreed)), Parts: wholeNumber(int64(agreed)) + " / " + wholeNumber(int64(len(checks))) + " 项"}
	return append([]PreviewLine{summary}, broken...)
}
