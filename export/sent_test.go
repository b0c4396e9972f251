package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

// hold adds an activity that is over.
func hold(t *testing.T, s *store.Store, title, day string) {
	t.Helper()
	err := s.Write(t.Context(), "李娜", "登记活动「"+title+"」", func(ctx context.Context, tx *store.Tx) error {
		_, err := activity.Activities.Save(ctx, tx, record.Scope{Year: year}, 0, record.Values{"kind": "座谈会", "title": title, "started_on": day, "finished_on": day})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Report 25 splits what is other than in the pack before into what was recorded afterwards for days of that pack and what has happened since, and
// names the records and writes behind the first.
func TestPackIsComparedWithTheOneBefore(t *testing.T) {
	s := sampletest.MustOpen(t)
	june, august := time.Date(year, 6, 30, 0, 0, 0, 0, time.UTC), time.Date(year, 8, 31, 0, 0, 0, 0, time.UTC)
	const file, sheet = "25与上次上报对照表.xlsx", "与上次上报对照表"

	before := figuresOn(t, s, "2026-06-30")
	first := writePackOn(t, s, june)
	if names := column(t, first[file], sheet, "指标"); !slices.Equal(names, []string{"0"}) { // of the total
		t.Errorf("the first pack is compared: %q", names)
	}
	hold(t, s, "补登的座谈会", "2026-05-20")
	hold(t, s, "七月的座谈会", "2026-07-20")
	then, now := figuresOn(t, s, "2026-06-30"), figuresOn(t, s, "2026-08-31")

	second := writePackOn(t, s, august)
	names := column(t, second[file], sheet, "指标")
	cells := map[string][]string{}
	for _, heading := range []string{"上次上报（6月30日）", "补记更正", "本期增减", "本次上报"} {
		cells[heading] = column(t, second[file], sheet, heading)
	}
	differ := 0
	for _, f := range now {
		if f.IsRate || measure.Of(before, f.Code).Num == f.Num && measure.Of(then, f.Code).Num == f.Num {
			continue
		}
		differ++
		i := slices.Index(names, f.Name)
		if i < 0 {
			t.Errorf("%s differs and is not listed", f.Name)
			continue
		}
		was, recounted := measure.Of(before, f.Code).Num, measure.Of(then, f.Code).Num
		for heading, want := range map[string]int64{"上次上报（6月30日）": was, "补记更正": recounted - was, "本期增减": f.Num - recounted, "本次上报": f.Num} {
			if got := cells[heading][i]; got != strconv.FormatInt(want, 10) {
				t.Errorf("%s of %s is %s, want %d", heading, f.Name, got, want)
			}
		}
	}
	if differ < 10 {
		t.Errorf("only %d figures differ", differ)
	}
	if hour := s.Now().In(time.FixedZone("", 8*60*60)).Format("（2006-01-02 15:"); !strings.Contains(wordsOf(t, second[file], sheet), hour) {
		t.Errorf("it does not say that the pack was made at %s…", hour)
	}
	mustNameWhatWasMended(t, second[file])
	mustOpenItsRows(t, s, august)
	mustBeComparedWith(t, s, june, august)
}

// wordsOf is all that a sheet says.
func wordsOf(t *testing.T, content []byte, sheet string) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	all, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, row := range all {
		words = append(words, row...)
	}
	return strings.Join(words, "\n")
}

// mustOpenItsRows looks at the pages of report 25: what it counted then, what was put right, what is since and now can be opened.
func mustOpenItsRows(t *testing.T, s *store.Store, day time.Time) {
	t.Helper()
	laid, err := export.Lay(t.Context(), s, year, day)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := laid.Pages("25")
	if err != nil {
		t.Fatal(err)
	}
	opens := map[string]bool{}
	for _, p := range pages {
		for _, spot := range p.Spots {
			for _, column := range []string{"上次上报", "补记更正", "本期增减", "本次上报"} {
				opens[column] = opens[column] || strings.Contains(spot.Name, column)
			}
		}
	}
	if len(opens) != 4 || !opens["上次上报"] || !opens["补记更正"] || !opens["本期增减"] || !opens["本次上报"] {
		t.Errorf("the columns that open rows are %v", opens)
	}
}

// mustNameWhatWasMended looks for the record entered afterwards and who did it.
func mustNameWhatWasMended(t *testing.T, book []byte) {
	t.Helper()
	mended := column(t, book, "补记更正明细表", "记录")
	writes := column(t, book, "补记更正明细表", "上次上报以后的操作")
	if len(mended) == 0 || !strings.Contains(mended[0], "补登的座谈会") || !strings.Contains(writes[0], "李娜 登记活动「补登的座谈会」") {
		t.Errorf("mended %q by %q", mended, writes)
	}
	if strings.Contains(strings.Join(mended, ""), "七月") {
		t.Error("what happened since is among what was put right")
	}
}

// The same day is not compared with itself, and one report alone is not the pack.
func mustBeComparedWith(t *testing.T, s *store.Store, june, august time.Time) {
	t.Helper()
	hold(t, s, "八月的座谈会", "2026-08-20")
	writePackOn(t, s, august, "03")
	for day, want := range map[time.Time]time.Time{august: june, august.AddDate(0, 1, 0): august} {
		laid, err := export.Lay(t.Context(), s, year, day)
		if err != nil || laid.Sent.Day != want.Format(time.DateOnly) {
			t.Errorf("the pack of %v is compared with %v, %v", day, laid.Sent, err)
		}
	}
}

// A whole pack has the cover, the letters and the summary, and a zip where the office wants it; the pack of another day keeps a name of its own with
// what the office put into it, and one of the same day is replaced.
func TestPackOfAnotherDayIsKept(t *testing.T) {
	s := sampletest.MustOpen(t)
	dir := t.TempDir()
	write := func(day time.Time, only ...string) (files, notes []string) {
		t.Helper()
		files, err := export.WritePack(t.Context(), s, "王芳", export.Request{Year: year, Date: day, Dir: dir, Only: only, Note: func(sentence string) { notes = append(notes, sentence) }})
		if err != nil {
			t.Fatal(err)
		}
		return files, notes
	}
	june, august := time.Date(year, 6, 30, 0, 0, 0, 0, time.UTC), time.Date(year, 8, 31, 0, 0, 0, 0, time.UTC)
	pack := filepath.Join(dir, export.PackName(year))
	kept := pack + "（填报日期2026-06-30）"
	exists := func(path string) bool { _, err := os.Stat(path); return err == nil }

	set(t, s, "pack.zip", "是")
	files, _ := write(june)
	mustBeIn(t, files, pack, "2026年上报包封面.docx", "报送函 云州市政协办公室.docx", "报送函 中共云岭县委办公室.docx", "2026年年度工作总结.docx")
	first := mustHoldFiles(t, pack+".zip", len(files)-1)
	scan := filepath.Join(pack, "盖章扫描件.pdf")
	if err := os.WriteFile(scan, []byte("scan"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, notes := write(june); len(notes) > 0 || exists(kept) || !exists(scan) {
		t.Errorf("the same day again: %q, kept %v, scan %v", notes, exists(kept), exists(scan))
	}
	if again, err := os.ReadFile(pack + ".zip"); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same data of the same day make another zip, %v", err)
	}
	mustKeepEdited(t, s, dir, june)
	mustGoElsewhere(t, write, august, pack)
	if exists(kept) {
		t.Error("one report moves the pack away")
	}
	set(t, s, "paper.superior", "")
	set(t, s, "pack.zip", "否")
	_, notes := write(august)
	if text := strings.Join(notes, ""); !strings.Contains(text, "「报送机关」") || !strings.Contains(text, filepath.Base(kept)) {
		t.Errorf("it says %q", text)
	}
	if !exists(filepath.Join(kept, "盖章扫描件.pdf")) || exists(scan) || !exists(kept+".zip") {
		t.Error("the scan and the zip did not stay with their pack")
	}
	mustKeepForeignZip(t, s, dir, august)
}

func mustBeIn(t *testing.T, files []string, pack string, names ...string) {
	t.Helper()
	for _, name := range names {
		if !slices.Contains(files, filepath.Join(pack, name)) {
			t.Errorf("%s is not in the pack", name)
		}
	}
}

// mustHoldFiles gives the content of a zip of so many files.
func mustHoldFiles(t *testing.T, path string, want int) []byte {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.File) != want {
		t.Errorf("%d files in the zip, %d in the pack", len(archive.File), want)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// mustKeepEdited has the summary edited by the office, and then written by the program again.
func mustKeepEdited(t *testing.T, s *store.Store, dir string, day time.Time) {
	t.Helper()
	path := filepath.Join(dir, export.PackName(year), "2026年年度工作总结.docx")
	own, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("办公室写的总结"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = export.WritePack(t.Context(), s, "王芳", export.Request{Year: year, Date: day, Dir: dir})
	if content, readErr := os.ReadFile(path); store.CodeOf(err) != store.CodeExists || readErr != nil || string(content) != "办公室写的总结" {
		t.Errorf("an edited summary is now %d bytes, %v", len(content), err)
	}
	if err := os.WriteFile(path, own, 0o600); err != nil {
		t.Fatal(err)
	}
}

// mustKeepForeignZip has a zip of somebody else's where that of the pack would be.
func mustKeepForeignZip(t *testing.T, s *store.Store, dir string, day time.Time) {
	t.Helper()
	set(t, s, "pack.zip", "是")
	path := filepath.Join(dir, export.PackName(year)+".zip")
	if err := os.WriteFile(path, []byte("照片"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := export.WritePack(t.Context(), s, "王芳", export.Request{Year: year, Date: day, Dir: dir})
	if content, readErr := os.ReadFile(path); store.CodeOf(err) != store.CodeExists || readErr != nil || string(content) != "照片" {
		t.Errorf("somebody else's zip is now %d bytes, %v", len(content), err)
	}
}

func set(t *testing.T, s *store.Store, key, value string) {
	t.Helper()
	err := s.Write(t.Context(), "王芳", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{key: value})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// mustGoElsewhere has one report of another day written: the pack stays as it is, and the report lies in a folder of its day.
func mustGoElsewhere(t *testing.T, write func(day time.Time, only ...string) (files, notes []string), day time.Time, pack string) {
	t.Helper()
	name := filepath.Join(pack, "03年度工作部署完成情况表.xlsx")
	was, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files, notes := write(day, "03")
	is, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(was, is) {
		t.Errorf("the pack of the earlier day has a report of %s, %v", day.Format(time.DateOnly), err)
	}
	own := pack + "（填报日期" + day.Format(time.DateOnly) + "）"
	if len(files) != 1 || filepath.Dir(files[0]) != own || !strings.Contains(strings.Join(notes, ""), filepath.Base(own)) {
		t.Errorf("%q is said of %q", notes, files)
	}
}

// What a year begins with is compared with what the year before ended with.
func TestWhatIsCarriedOverIsWhatLastYearEndedWith(t *testing.T) {
	s := sampletest.MustOpen(t)
	for of, want := range map[int]bool{year: false, year + 1: true} {
		dir := t.TempDir()
		_, err := export.WritePack(t.Context(), s, "王芳", export.Request{Year: of, Date: time.Date(of, 6, 30, 0, 0, 0, 0, time.UTC), Dir: dir, Only: []string{"00"}})
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*", "00*.xlsx"))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		content, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		words := wordsOf(t, content, "勾稽核对表")
		if got := strings.Contains(words, strconv.Itoa(of-1)+" 年底没有答复的提案，按记录重数"); got != want {
			t.Errorf("%d: compared %v, want %v", of, got, want)
		}
		if strings.Contains(words, "\n不一致\n") {
			t.Errorf("%d: it disagrees", of)
		}
	}
}
