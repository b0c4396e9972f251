package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A second table under the first has all its cells listed, with lines around it or not; the lines of signatures have none.
func TestSlotsOfASecondTable(t *testing.T) {
	const first = "B4 委员提案／收到 C4 委员提案／立案 B5 集体提案／收到 C5 集体提案／立案"
	const second = " C10 县教育局／提案·主办 D10 县教育局／提案·会办 C11 县财政局／提案·主办 D11 县财政局／提案·会办"
	rows := []string{"提案统计表", "填报单位：", "项目|收到|立案", "委员提案", "集体提案", "", "二、各单位", "序号|承办单位|提案", "||主办|会办", "1|县教育局", "2|县财政局", "", "填表人：||审核人："}
	for name, lines := range map[string][]string{"both lined": {"A3:C5", "A8:D11"}, "the first lined": {"A3:C5"}} {
		f := excelize.NewFile()
		lined, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}})
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(err)
		for i, row := range rows {
			for j, text := range strings.Split(row, "|") {
				if text != "" {
					must(f.SetCellStr("Sheet1", cellName(j, i), text))
				}
			}
		}
		for _, merged := range []string{"A1:D1", "A8:A9", "B8:B9", "C8:D8"} {
			from, to, _ := strings.Cut(merged, ":")
			must(f.MergeCell("Sheet1", from, to))
		}
		for _, area := range lines {
			from, to, _ := strings.Cut(area, ":")
			must(f.SetCellStyle("Sheet1", from, to, lined))
		}
		content, err := f.WriteToBuffer()
		must(err)
		b, err := OpenBlank("空白表.xlsx", content.Bytes())
		must(err)
		slots, err := b.Slots()
		must(err)
		var got []string
		for _, s := range slots {
			got = append(got, s.Cell+" "+s.Label())
		}
		if strings.Join(got, " ") != first+second {
			t.Errorf("%s: %q", name, got)
		}
	}
}
