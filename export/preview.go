package export

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
	"cppccdesk/export/sheet"
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

// Lay reads a year as of the day and lays out its reports, to be looked at before they are written.
func Lay(ctx context.Context, store *store.Store, year int, date time.Time) (*Year, error) {
	return layYear(ctx, store, year, date)
}

// Pages are the pages of a report as they are printed.
func (y *Year) Pages(code string) ([]page.Page, error) {
	for _, laid := range y.laid {
		if laid.report.Code == code {
			return sheet.Pages(laid.book)
		}
	}
	return nil, fmt.Errorf("no report %q", code)
}

// Preview is the main numbers of a report.
func (y *Year) Preview(report Report) []PreviewLine {
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
			for at, written := range laid.sums.Sheets {
				of, name := "", laid.report.Name
				if len(laid.sums.Sheets) > 1 {
					of, name = written.Name+" ", written.Name
				}
				for i, total := range written.Totals {
					if printed, ok := laid.result.Total(at, total.Key); ok {
						total.Title = printed.Title
					}
					lines = append(lines, PreviewLine{Name: of + total.Title, Value: total.Text, Figure: measure.Figure{
						Name: name + " " + total.Title, Counted: written.Behind[i],
					}})
				}
			}
		}
	}
	return lines
}

func (y *Year) previewChecks() []PreviewLine {
	agreed, failed := y.Checked(indexCode)
	all := wholeNumber(int64(agreed + len(failed)))
	lines := []PreviewLine{{Name: "勾稽一致", Value: wholeNumber(int64(agreed)), Parts: wholeNumber(int64(agreed)) + " / " + all + " 项"}}
	for _, f := range failed {
		lines = append(lines, PreviewLine{Name: f.Name + "不一致", Value: f.Left + "，" + f.Right})
	}
	return lines
}

// MissingSentence says which characters a PDF shows as boxes.
func MissingSentence(name string, characters []rune) string {
	return fmt.Sprintf("%s：字库里没有「%s」，PDF 里印成方框；工作簿不受影响。", name, string(characters))
}
