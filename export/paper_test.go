package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

var update = flag.Bool("update", false, "rewrite testdata from what is written now")

// documentText is what a document says: a line for each paragraph, in tables a line for each row with its cells parted by |.
func documentText(t *testing.T, content []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	in, cell, paragraphs := xml.NewDecoder(f), 0, 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "tc" {
				cell, paragraphs = cell+1, 0
				b.WriteString(strings.Repeat(" | ", min(cell-1, 1)))
			}
			if token.Name.Local == "p" {
				b.WriteString(strings.Repeat(" ¶ ", min(cell*paragraphs, 1)))
				paragraphs++
			}
		case xml.EndElement:
			if token.Name.Local == "tr" || token.Name.Local == "p" && cell == 0 {
				b.WriteString("\n")
				cell = 0
			}
		case xml.CharData:
			b.WriteString(strings.TrimSpace(string(token)))
		}
	}
}

func paperRequest(t *testing.T, name string) export.PaperRequest {
	t.Helper()
	sort, err := export.PaperByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return export.PaperRequest{Paper: sort, Year: year, Date: sampleyear.AsOf(year), Dir: t.TempDir()}
}

// everyEvaluation chooses those that are not locked, too.
func everyEvaluation(t *testing.T, s *store.Store) []int64 {
	t.Helper()
	ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM evaluation WHERE deleted_at = '' ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// writePapers writes papers and gives their contents by file name.
func writePapers(t *testing.T, s *store.Store, request export.PaperRequest) map[string][]byte {
	t.Helper()
	plan, err := export.PlanPapers(t.Context(), s, request)
	if err != nil {
		t.Fatal(err)
	}
	files, err := export.WritePapers(t.Context(), s, plan)
	if err != nil {
		t.Fatal(err)
	}
	content := map[string][]byte{}
	for i, file := range files {
		if filepath.Base(file) != plan.Names[i] {
			t.Errorf("planned %s, written %s", plan.Names[i], file)
		}
		if content[plan.Names[i]], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := filepath.Glob(filepath.Join(request.Dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	return content
}

// Each paper of the sample year says what it is to say. The whole text of one document of each is kept in testdata.
func TestPapersOfTheSampleYear(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, c := range []struct {
		paper, file string
		count       int
	}{
		{"交办通知", "2026年交办通知.docx", 1},
		{"交办单", "交办单 县教育局.docx", 0},
		{"催办单", "", 0},
		{"征询意见表", "", 0},
		{"答复函", "", 0},
		{"提案处理回复函", "", 0},
		{"办理情况通报", "2026年办理情况通报.docx", 1},
		{"归档文件目录", "2026年归档文件目录.docx", 1},
		{"上报包封面", "2026年上报包封面.docx", 1},
		{"报送函", "报送函 云州市政协办公室.docx", 2},
		{"年度工作总结", "2026年年度工作总结.docx", 1},
		{"工作进度报告", "2026年工作进度报告.docx", 1},
		{"监督意见书", "", 0},
		{"活动通知", "", 1},
		{"会议纪要", "", 0},
		{"评议结果通报", "评议结果通报 2026年度提案办理民主评议.docx", 2},
		{"评议反馈函", "评议反馈函 县教育局.docx", 0},
	} {
		t.Run(c.paper, func(t *testing.T) {
			request := paperRequest(t, c.paper)
			if c.paper == "评议反馈函" {
				request.Evaluations = everyEvaluation(t, s)
			}
			written := writePapers(t, s, request)
			if c.count != 0 && len(written) != c.count {
				t.Errorf("%d documents, want %d", len(written), c.count)
			}
			for name, content := range written {
				if text := documentText(t, content); strings.Contains(text, "{{") || strings.Contains(text, "××") {
					t.Errorf("%s is not filled: %s", name, text)
				}
			}
			if names := slices.Sorted(maps.Keys(written)); c.file == "" && len(names) > 0 {
				c.file = names[0]
			}
			got := c.file + "\n" + documentText(t, written[c.file])
			golden := filepath.Join("testdata", "papers", c.paper+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("it says\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestShippedTemplates know no field that is not there; lists are named so that a template's reader takes them for lists.
func TestShippedTemplates(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, sort := range export.Papers() {
		template, err := export.TemplateOf(t.Context(), s, sort)
		if err != nil {
			t.Fatal(err)
		}
		if err := template.Check(sort.Fields); err != nil {
			t.Error(err)
		}
		names := map[string]bool{}
		for _, f := range sort.Fields {
			if (f.Each != nil) != strings.HasPrefix(f.Name, "每") || strings.HasPrefix(f.Name, "如") || f.Name == "完" {
				t.Errorf("%s: a field cannot be called %s", sort.Name, f.Name)
			}
			if names[f.Name] {
				t.Errorf("%s has %s twice", sort.Name, f.Name)
			}
			names[f.Name] = true
		}
	}
}

// The circular has the figures that reports have.
func TestCircularHasTheFigures(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := sampleyear.AsOf(year).Format("2006-01-02")
	figures, err := proposal.Figures(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	units, err := proposal.UnitHandling(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	text := documentText(t, writePapers(t, s, paperRequest(t, "办理情况通报"))["2026年办理情况通报.docx"])
	for _, want := range []string{
		"共收到提案" + measure.Of(figures, "received").Text() + "件，立案" + measure.Of(figures, "filed").Text() + "件",
		"办复率" + measure.Of(figures, "reply_rate").Text(), "按期办复率" + measure.Of(figures, "on_time_rate").Text(),
		"满意率" + measure.Of(figures, "result_satisfaction_rate").Text(),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	for _, u := range units {
		if !strings.Contains(text, " | "+u.Unit+" | ") {
			t.Errorf("%s is not in the table", u.Unit)
		}
	}
}

func TestPapersOfAChoice(t *testing.T) {
	s := sampletest.MustOpen(t)
	request := paperRequest(t, "交办单")
	request.Units, request.FirstNumber = []int64{unitID(t, s, "县教育局")}, 7
	written := writePapers(t, s, request)
	if len(written) != 1 || !strings.HasPrefix(documentText(t, written["交办单 县教育局.docx"]), "云政提〔2026〕7号\n") {
		t.Errorf("written %d: %s", len(written), documentText(t, written["交办单 县教育局.docx"]))
	}
	request = paperRequest(t, "答复函")
	request.Proposals = []int64{caseID(t, s, "1")}
	for name := range writePapers(t, s, request) {
		if !strings.HasPrefix(name, "答复函 第001号 ") {
			t.Errorf("written %s", name)
		}
	}
	request = paperRequest(t, "提案处理回复函")
	request.Proposals = []int64{caseID(t, s, "1")}
	if _, err := export.PlanPapers(t.Context(), s, request); err == nil || !strings.Contains(store.Sentence(err), "选定的提案和单位中没有要出提案处理回复函的") {
		t.Errorf("planned with %v", err)
	}
}

func unitID(t *testing.T, s *store.Store, name string) int64 {
	t.Helper()
	ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM unit WHERE name = ?", name)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	return ids[0]
}

func caseID(t *testing.T, s *store.Store, number string) int64 {
	t.Helper()
	id, err := proposal.ByNumber(t.Context(), s.DB(), year, number, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// What the office has not said of itself is asked for, and nothing is written with ×× in its place.
func TestMissingSettingsAreSaid(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "李雷", "修改设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.county": "××县", "paper.office": " ", "office.name": "政协××县委员会办公室", "paper.number": ""})
	})
	if err != nil {
		t.Fatal(err)
	}
	request := paperRequest(t, "交办单")
	plan, err := export.PlanPapers(t.Context(), s, request)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"「县（市、区）名称」", "「文书落款」"}; !slices.Equal(plan.Missing, want) || !slices.Equal(plan.Blank, []string{"「发文字号」"}) {
		t.Errorf("missing %v, blank %v", plan.Missing, plan.Blank)
	}
	if _, err := export.WritePapers(t.Context(), s, plan); err == nil || !strings.Contains(store.Sentence(err), "「设置」里没有填「县（市、区）名称」、「文书落款」") {
		t.Errorf("written with %v", err)
	}
	if entries, err := os.ReadDir(request.Dir); err != nil || len(entries) > 0 {
		t.Errorf("something is written: %v, %v", entries, err)
	}
}

// A document that somebody has worked on since is not replaced unless he agrees; the program's own is, with the same bytes.
func TestPapersInThePlaceOfOthers(t *testing.T) {
	s := sampletest.MustOpen(t)
	request := paperRequest(t, "交办通知")
	first := writePapers(t, s, request)["2026年交办通知.docx"]
	if again := writePapers(t, s, request)["2026年交办通知.docx"]; !bytes.Equal(first, again) {
		t.Error("written again it differs")
	}
	if err := os.WriteFile(request.Target(), []byte("改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	plan, err := export.PlanPapers(t.Context(), s, request)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.WritePapers(t.Context(), s, plan); store.CodeOf(err) != store.CodeExists {
		t.Errorf("replaced with %v", err)
	}
	request.Replace = true
	if again := writePapers(t, s, request)["2026年交办通知.docx"]; !bytes.Equal(first, again) {
		t.Error("replaced it differs")
	}
}

func TestCancelledPapersLeaveNothing(t *testing.T) {
	s := sampletest.MustOpen(t)
	ctx, cancel := context.WithCancel(t.Context())
	request := paperRequest(t, "答复函")
	request.Progress = func(done, _ int, _ string) {
		if done == 2 {
			cancel()
		}
	}
	plan, err := export.PlanPapers(ctx, s, request)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.WritePapers(ctx, s, plan); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if entries, err := os.ReadDir(request.Dir); err != nil || len(entries) > 0 {
		t.Errorf("something is left: %v, %v", entries, err)
	}
}

// The number a proposal was put into the archive with is on the list, and given to nothing else.
func TestArchiveListHasTheNumbersNoted(t *testing.T) {
	s := sampletest.MustOpen(t)
	archive := paperRequest(t, "归档文件目录")
	before := documentText(t, writePapers(t, s, archive)["2026年归档文件目录.docx"])
	number := regexp.MustCompile(`\S+-0003\b`).FindString(before)
	if number == "" {
		t.Fatalf("no third file: %s", before)
	}
	err := s.Write(t.Context(), "测试", "归档", func(ctx context.Context, tx *store.Tx) error {
		id, err := store.LookUp(ctx, tx, "SELECT p.id FROM proposal p WHERE p.status = '已办结' ORDER BY p.number DESC LIMIT 1")
		if err != nil {
			return err
		}
		_, err = proposal.Proposals.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"archived_on": archive.Date.Format(time.DateOnly), "archive_number": number})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after := documentText(t, writePapers(t, s, archive)["2026年归档文件目录.docx"])
	if n := strings.Count(after, number); n < 2 || strings.Index(after, number) < strings.Index(after, strings.Replace(number, "0003", "0100", 1)) {
		t.Errorf("%s is there %d times: %s", number, n, after)
	}
}

// Of a proposal that several units answer each for itself, the circular names as late those that are.
func TestCircularNamesTheUnitsThatAreLate(t *testing.T) {
	s := sampletest.MustOpen(t)
	id := caseID(t, s, "38")
	write := func(values record.Values) {
		t.Helper()
		err := s.Write(t.Context(), "王芳", "登记答复", func(ctx context.Context, tx *store.Tx) error {
			return proposal.Proposals.Take(ctx, tx, record.Scope{Year: year}, id, "登记答复", values)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	line := func() string {
		for text := range strings.Lines(documentText(t, writePapers(t, s, paperRequest(t, "办理情况通报"))["2026年办理情况通报.docx"])) {
			if strings.HasPrefix(text, "第038号") || strings.HasPrefix(text, "第38号") {
				return text
			}
		}
		return ""
	}
	if got := line(); !strings.Contains(got, "县残疾人联合会、县住房和城乡建设局，期限") {
		t.Fatalf("both late: %q", got)
	}
	write(record.Values{"unit": "县残疾人联合会", "replied_on": "2026-06-15", "result_class": "A"})
	if got := line(); !strings.Contains(got, "》，县住房和城乡建设局，期限") {
		t.Errorf("one late: %q", got)
	}
	if r, err := proposal.Proposals.Record(t.Context(), s.DB(), id); err != nil || r.Values["replied_on"] != "" || r.Values["result_class"] != "" {
		t.Errorf("answered by one of two: %q %q, %v", r.Values["replied_on"], r.Values["result_class"], err)
	}
}

// Where units that answer each for itself have deadlines of their own, the list of what was handed out has each.
func TestHandedOutWithTheDeadlineOfEachUnit(t *testing.T) {
	s := sampletest.MustOpen(t)
	id := caseID(t, s, "116")
	err := s.Write(t.Context(), "王芳", "批准延期", func(ctx context.Context, tx *store.Tx) error {
		return proposal.Proposals.Take(ctx, tx, record.Scope{Year: year}, id, "登记延期", record.Values{
			"unit": "县医疗保障局", "extended_on": "2026-10-20", "extended_to": "2026-12-20", "extended_by": "李慧敏", "extended_why": "需要论证",
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	text := documentText(t, writePapers(t, s, paperRequest(t, "交办通知"))["2026年交办通知.docx"])
	if !strings.Contains(text, "县医疗保障局2026年12月20日") {
		t.Errorf("116 in %s", text[strings.Index(text, "| 116 |")-20:][:400])
	}
}

// What is over due is what was answered in time, what was answered late, and what is late, also while one of several units has a later deadline.
func TestOverDueHasItsParts(t *testing.T) {
	s := sampletest.MustOpen(t)
	parts := func() (whole, sum int64) {
		figures, err := proposal.Figures(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format("2006-01-02"))
		if err != nil {
			t.Fatal(err)
		}
		count := func(code string) int64 { return measure.Of(figures, code).Num }
		return count("due_over"), count("on_time_rate") + count("late") + count("overdue.first")
	}
	before, sum := parts()
	err := s.Write(t.Context(), "王芳", "登记延期", func(ctx context.Context, tx *store.Tx) error {
		return proposal.Proposals.Take(ctx, tx, record.Scope{Year: year}, caseID(t, s, "116"), "登记延期", record.Values{
			"unit": "县医疗保障局", "extended_on": "2026-10-20", "extended_to": "2026-12-20", "extended_by": "李慧敏", "extended_why": "需要论证",
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if after, sumAfter := parts(); before != sum || after != before || sumAfter != after {
		t.Errorf("over due %d of parts %d, then %d of %d", before, sum, after, sumAfter)
	}
}
