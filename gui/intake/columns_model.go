package intake

import (
	"cmp"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// columnRow is one column of a table as the step 列 shows it.
type columnRow struct {
	id      int64
	table   int
	name    string // as intake.Assignments call it
	letter  string
	heading string
	key     string // of the field, "" for none
	field   string
	reason  string
	samples string
	tone    look.Tone
}

var reasons = map[string]string{
	intake.ReasonExact: "标题相同", intake.ReasonAlias: "标题的别名", intake.ReasonSimilar: "标题相近", intake.ReasonContent: "按内容推断",
	intake.ReasonChosen: "由您指定", intake.ReasonRemembered: "上次的对应", intake.ReasonIgnored: "由程序算出，不必导入",
	intake.ReasonTicks: "各栏打勾", intake.ReasonOthers: "像是别人的或以前的", intake.ReasonTwice: "与前面的一栏同名", intake.ReasonJoined: "几栏合在一起", intake.ReasonParallel: "几组里都有，请选定一组",
}

// sampleCount is how many values of a column are shown, sampleRows in how many rows they are looked for.
const (
	sampleCount = 4
	sampleRows  = 200
)

func columnRows(kind *record.Kind, im *take.Import) []columnRow {
	var rows []columnRow
	for t, table := range im.Tables {
		for _, c := range table.Columns {
			r := columnRow{
				id: int64(len(rows) + 1), table: t, name: c.Name, letter: intake.ColumnName(c.Index + 1), heading: c.Header, reason: reasons[c.Reason],
			}
			switch {
			case c.Field != nil:
				r.key, r.field = c.Field.Key, c.Field.Title
				if c.Reason == intake.ReasonSimilar || c.Reason == intake.ReasonContent {
					r.tone = look.ToneDue
				}
			case c.Reason == intake.ReasonIgnored:
				r.field, r.tone = "不导入", look.ToneMuted
			case c.Reason != "":
				r.field, r.tone = "不导入", look.ToneMuted
			default:
				r.field, r.reason, r.tone = intake.WhyUnused(c.Header), "不会导入，可在右侧指定", look.ToneDue
				if !slices.Contains(table.Unknown, c.Header) {
					r.reason, r.tone = "序号或空列，不会导入", look.ToneMuted
				}
			}
			r.samples = samplesOf(kind, table, c)
			rows = append(rows, r)
		}
	}
	return rows
}

// samplesOf joins the first different values of a column; ID and phone numbers stay off the screen.
func samplesOf(kind *record.Kind, table intake.Table, c intake.Column) string {
	if c.Field != nil {
		if f := kind.Field(c.Field.Key); f != nil && f.Sensitive {
			return "（敏感信息，不显示）"
		}
	}
	var samples []string
	for _, row := range table.Rows[:min(sampleRows, len(table.Rows))] {
		if c.Index >= len(row.Raw) || row.Raw[c.Index] == "" || slices.Contains(samples, row.Raw[c.Index]) {
			continue
		}
		if samples = append(samples, row.Raw[c.Index]); len(samples) == sampleCount {
			break
		}
	}
	for i, text := range samples {
		samples[i] = quiet(strings.Join(strings.Fields(text), " "))
	}
	return strings.Join(samples, " · ")
}

// leaveOut is the value of the choice not to take a column in.
const leaveOut = "-"

// fieldOptions are what a column can be chosen for, required fields first.
func fieldOptions(im *take.Import) []form.Option {
	options := []form.Option{{Value: leaveOut, Label: "不导入"}}
	fields := take.ReadFields(im.Kind)
	slices.SortStableFunc(fields, func(a, b record.Field) int { return cmp.Compare(rankOf(a), rankOf(b)) })
	for _, f := range fields {
		o := form.Option{Value: f.Key, Label: f.Title}
		if f.Required {
			o.Note = "必填"
		}
		options = append(options, o)
	}
	return options
}

func rankOf(f record.Field) int {
	if f.Required {
		return 0
	}
	return 1
}

// assign has the column of that name taken for a field, or left out.
func (s source) assign(name, key string) source {
	to := intake.Assignments{}
	for heading, old := range s.options.Assigned {
		if old != key || key == "" { // a field has one column
			to[heading] = old
		}
	}
	if key == leaveOut {
		key = ""
	}
	to[name] = key
	s.options.Assigned = to
	return s
}

// columnsNote says what of the columns wants attention; empty when nothing does.
func columnsNote(im *take.Import) (title, text string, tone look.Tone) {
	if m := missing(im); len(m) > 0 {
		title := "缺少必填的列：" + strings.Join(m, "、")
		if sheets := lackingSheets(im); len(im.Tables) > 1 {
			return "工作表「" + strings.Join(sheets, "」「") + "」" + title, "请在左侧选中它的相应的列，在右侧指定是哪一项；不是这一类数据的，在「② 表格」里选它，按「不读这个表格」。", look.ToneLate
		}
		return title, "请在左侧选中相应的列，在右侧指定它是哪一项；表里确实没有的，请先在文件中补上。", look.ToneLate
	}
	if len(im.Unknown) > 0 {
		return "有些列不会导入", strings.Join(im.Unused("不会导入"), "") + "需要时可以逐列指定，对应关系会记住。", look.ToneDue
	}
	return "", "", look.ToneNormal
}

// absentText names the kind's other fields, which the file does not speak of.
func absentText(im *take.Import) string {
	var absent []string
	for _, f := range take.ReadFields(im.Kind) {
		has := slices.ContainsFunc(im.Tables, func(t intake.Table) bool {
			return slices.ContainsFunc(t.Columns, func(c intake.Column) bool { return c.Field != nil && c.Field.Key == f.Key })
		})
		if !has {
			absent = append(absent, f.Title)
		}
	}
	if len(absent) == 0 {
		return ""
	}
	return "表里没有的项目（保持原样）：" + strings.Join(absent, "、")
}
