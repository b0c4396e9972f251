package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

const year = sampleyear.DefaultYear

func writePack(t *testing.T, s *store.Store, only ...string) map[string][]byte {
	t.Helper()
	return writePackOn(t, s, sampleyear.AsOf(year), only...)
}

func writePackOn(t *testing.T, s *store.Store, day time.Time, only ...string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	var said []string
	files, err := export.WritePack(t.Context(), s, "王芳", export.Request{
		Year: year, Date: day, Dir: dir, Only: only,
		Progress: func(_, _ int, name string) { said = append(said, name) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if reports := count(files, ".xlsx"); len(said) != reports+1 {
		t.Errorf("progress was told %q for %d reports", said, reports)
	}
	content := map[string][]byte{}
	for _, file := range files {
		if filepath.Dir(file) != filepath.Join(dir, export.PackName(year)) {
			t.Errorf("%s is not in the folder of the pack", file)
		}
		if content[filepath.Base(file)], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	return content
}

func count(names []string, ending string) (n int) {
	for _, name := range names {
		if filepath.Ext(name) == ending {
			n++
		}
	}
	return n
}

// column gives what the cells of a sheet show below the heading, in any row, as far as the table goes.
func column(t *testing.T, content []byte, sheet, heading string) []string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	at := -1
	for _, row := range rows {
		if at < 0 {
			at = slices.Index(row, heading)
			continue
		}
		if at < len(row) && row[at] != "" {
			values = append(values, row[at])
		}
	}
	if at < 0 {
		t.Fatalf("no heading %s on sheet %s", heading, sheet)
	}
	return values
}

func TestPackOfSampleYear(t *testing.T) {
	s := sampletest.MustOpen(t)
	pack := writePack(t, s)
	if names := slices.Sorted(maps.Keys(pack)); count(names, ".xlsx") != len(export.PackReports()) || count(names, ".docx") != 4 {
		t.Errorf("the pack is %q", names)
	}
	for _, c := range []struct {
		day  time.Time
		want string
	}{
		{sampleyear.AsOf(year), "98/22/3/13/13/1/2/0"},                                    // the annual report meeting is still ahead
		{time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC), "98/22/3/13/13/1/2/0"}, // and no later day of the report makes it done
		{time.Date(year, time.June, 30, 0, 0, 0, 0, time.UTC), "98/22/0/0/0/0/1/0"},
	} {
		plan := writePackOn(t, s, c.day, "03")["03年度工作部署完成情况表.xlsx"]
		if got := strings.Join(column(t, plan, "年度工作部署完成情况表", "完成"), "/"); got != c.want {
			t.Errorf("done on %s = %s, want %s", c.day.Format(time.DateOnly), got, c.want)
		}
	}
	ahead := writePackOn(t, s, time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC), "00", "03")
	if content := strings.Join(cellsOf(t, ahead["03年度工作部署完成情况表.xlsx"], "年度工作部署完成情况表"), "|"); !strings.Contains(content, "填报日期还没有到，各项数字统计到2026年11月23日") || !strings.Contains(content, "填报日期：2026年12月31日") {
		t.Errorf("dated ahead: %s", content)
	}
	outcomes := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果")
	if len(outcomes) < 20 {
		t.Errorf("only %d totals are compared", len(outcomes))
	}
	for i, outcome := range outcomes {
		if outcome != "一致" {
			t.Errorf("check %d: %s", i+1, outcome)
		}
	}
	again := writePack(t, s)
	for name, content := range pack {
		if !bytes.Equal(content, again[name]) {
			t.Errorf("%s has other bytes the second time", name)
		}
	}
}

func TestPackShowsDisagreement(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "一名监督员又进另一个小组", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO group_member (group_id, supervisor_id, role)
			SELECT g.id, (SELECT min(supervisor_id) FROM group_member), '成员' FROM supervision_group g ORDER BY g.year DESC, g.number DESC LIMIT 1`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	book := writePack(t, s, "00")["00目录与勾稽核对表.xlsx"]
	names, outcomes := column(t, book, "勾稽核对表", "核对事项"), column(t, book, "勾稽核对表", "结果")
	for i, name := range names {
		if differs := outcomes[i] == "不一致"; differs != (name == "编组监督员人数") {
			t.Errorf("98 people in 99 places of groups: %s %s", name, outcomes[i])
		}
	}
}

func TestPackOnly(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, c := range []struct {
		name string
		only []string
		want []string
	}{
		{"by code", []string{"06"}, []string{"06承办单位办理情况统计表.xlsx"}},
		{"by name", []string{"民主评议评分明细", "01"}, []string{"01民主监督员名册.xlsx", "09民主评议评分明细.xlsx"}},
		{"by both", []string{"03年度工作部署完成情况表"}, []string{"03年度工作部署完成情况表.xlsx"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := slices.Sorted(maps.Keys(writePack(t, s, c.only...))); !slices.Equal(got, c.want) {
				t.Errorf("wrote %q, want %q", got, c.want)
			}
		})
	}
	_, err := export.WritePack(t.Context(), s, "王芳", export.Request{Year: year, Date: sampleyear.AsOf(year), Dir: t.TempDir(), Only: []string{"99"}})
	if sentence := store.Sentence(err); !strings.Contains(sentence, "没有名为「99」的报表") {
		t.Errorf("an unknown report: %q", sentence)
	}
}

func TestPackKeepsForeignFilesAndStopsWhole(t *testing.T) {
	s := sampletest.MustOpen(t)
	dir := t.TempDir()
	pack := filepath.Join(dir, export.PackName(year))
	if err := os.Mkdir(pack, 0o755); err != nil {
		t.Fatal(err)
	}
	scan := filepath.Join(pack, "盖章扫描件.pdf")
	if err := os.WriteFile(scan, []byte("scan"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	request := export.Request{Year: year, Date: time.Date(year, 11, 23, 0, 0, 0, 0, time.Local), Dir: dir, Progress: func(done, _ int, _ string) {
		if done == 3 {
			cancel()
		}
	}}
	if _, err := export.WritePack(ctx, s, "王芳", request); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if names := namesIn(t, pack); !slices.Equal(names, []string{"盖章扫描件.pdf"}) {
		t.Errorf("a cancelled pack left %q", names)
	}
	request.Progress = nil
	if _, err := export.WritePack(t.Context(), s, "王芳", request); err != nil {
		t.Fatal(err)
	}
	if names := namesIn(t, pack); len(names) != len(export.PackReports())+5 || !slices.Contains(names, "盖章扫描件.pdf") {
		t.Errorf("the pack holds %q", names)
	}
	if names := namesIn(t, dir); len(names) != 1 {
		t.Errorf("beside the pack: %q", names)
	}
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPackOfEmptyYear(t *testing.T) {
	s := datatest.MustOpen(t)
	files, err := export.WritePack(t.Context(), s, "王芳", export.Request{Year: year, Date: sampleyear.AsOf(year), Dir: t.TempDir()})
	if err != nil || len(files) != len(export.PackReports()) {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestPreview(t *testing.T) {
	s := sampletest.MustOpen(t)
	laid, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
	if err != nil {
		t.Fatal(err)
	}
	previews := map[string][]export.PreviewLine{}
	for _, r := range export.Reports() {
		if previews[r.Code] = laid.Preview(r); len(previews[r.Code]) == 0 {
			t.Errorf("%s has no preview", r.Name)
		}
	}
	if !slices.ContainsFunc(previews["05"], func(l export.PreviewLine) bool {
		return l.Name == "收到" && l.Value == "150" && l.Parts == "件" && l.Figure.Counted.Len() == 150
	}) {
		t.Errorf("05 shows %v", previews["05"])
	}
}

// A supervisor engaged for the year but in no group is on the roster alone: that is no disagreement.
func TestPackAgreesOnASupervisorWithoutAGroup(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "聘任一名监督员", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Supervisors.Save(ctx, tx, record.Scope{Year: year}, 0, record.Values{"name": "欧阳新来", "from_on": "2026-03-01"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	outcomes := column(t, writePack(t, s, "00")["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果")
	if slices.Contains(outcomes, "不一致") {
		t.Errorf("outcomes %q", outcomes)
	}
}

// The rates of every sheet have the decimals of the setting, as the figures in the window have.
func TestPackRatesFollowTheSetting(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "比率一位小数", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"rate.digits": "1"})
	})
	if err != nil {
		t.Fatal(err)
	}
	rates := column(t, writePack(t, s, "05")["05提案工作情况统计表.xlsx"], "提案工作情况统计表", "比率")
	for _, rate := range rates {
		_, decimals, _ := strings.Cut(strings.TrimSuffix(rate, "%"), ".")
		if strings.HasSuffix(rate, "%") && len(decimals) != 1 {
			t.Errorf("rate %s", rate)
		}
	}
	if !slices.ContainsFunc(rates, func(r string) bool { return strings.HasSuffix(r, "%") }) {
		t.Errorf("rates %q", rates)
	}
}

// The units' rate of satisfaction divides by what the setting says, and says so; tracking is complete with every node of the dictionary.
func TestPackFollowsSettingsAndWords(t *testing.T) {
	s := sampletest.MustOpen(t)
	units, err := proposal.UnitHandling(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format(time.DateOnly))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		setting, basis string
		of             func(u proposal.UnitFigures) int64
	}{
		{"收回反馈表数", "表态数（剔除未表态）", func(u proposal.UnitFigures) int64 {
			return u.Result.Satisfied + u.Result.Mostly + u.Result.Dissatisfied
		}},
		{"已答复件数", "主办已答复", func(u proposal.UnitFigures) int64 { return u.LeadReplied }},
	} {
		err := s.Write(t.Context(), "测试", "满意率分母", func(ctx context.Context, tx *store.Tx) error {
			return record.SaveSettings(ctx, tx, map[string]string{"rate.satisfaction": c.setting})
		})
		if err != nil {
			t.Fatal(err)
		}
		book := writePack(t, s, "06")["06承办单位办理情况统计表.xlsx"]
		satisfied, base := int64(0), int64(0)
		for _, u := range units {
			satisfied += u.Result.Satisfied + u.Result.Mostly
			base += c.of(u)
		}
		want := fmt.Sprintf("%.2f%%", 100*float64(satisfied)/float64(base))
		if rates := column(t, book, "承办单位办理情况统计表", "满意率"); !slices.Contains(rates, want) {
			t.Errorf("%s: want %s among %q", c.setting, want, rates)
		}
		if first := column(t, book, "承办单位办理情况统计表", "序号"); !strings.Contains(strings.Join(first, ""), "÷ "+c.basis) {
			t.Errorf("%s: nothing says %s: %q", c.setting, c.basis, first)
		}
	}
	err = s.Write(t.Context(), "测试", "多一个环节", func(ctx context.Context, tx *store.Tx) error {
		_, err := record.Dictionaries.Save(ctx, tx, record.Scope{Year: year}, 0, record.Values{"list": "跟踪节点", "name": "公示"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	book := writePack(t, s, "00")["00目录与勾稽核对表.xlsx"]
	names, outcomes := column(t, book, "勾稽核对表", "核对事项"), column(t, book, "勾稽核对表", "结果")
	if i := slices.Index(names, "全程跟踪完成件数"); i < 0 || outcomes[i] != "一致" {
		t.Errorf("with one more node: %q", outcomes[max(i, 0)])
	}
}

// The papers of an evaluation say how scores and ranks come about.
func TestPackSaysHowScoresAreMade(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "评委权重，并列不跳号", func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.Run(ctx, "UPDATE result_lock SET seal = ''"), tx.Run(ctx, "UPDATE rubric SET weighted = 1, tie_rule = '1-2-2-3'"),
			tx.Run(ctx, "INSERT INTO rater_weight (rubric_id, category, weight) SELECT id, '委员', 600 FROM rubric UNION SELECT id, '单位', 400 FROM rubric"))
	})
	if err != nil {
		t.Fatal(err)
	}
	pack := writePack(t, s, "08", "09")
	for name, content := range pack {
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			text := fmt.Sprint(rows)
			if strings.Contains(sheet, "图") {
				if !strings.Contains(text, "评分方案见") {
					t.Errorf("%s %s does not say where the scheme is", name, sheet)
				}
				continue
			}
			wanted := []string{"；同分名次并列，其后不跳号（1-2-2-3）"}
			if !strings.Contains(sheet, "票决") {
				wanted = append(wanted, "；评委权重：单位 40%、委员 60%；")
			}
			for _, want := range wanted {
				if !strings.Contains(text, want) {
					t.Errorf("%s %s does not say %s", name, sheet, want)
				}
			}
		}
	}
}
