package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// Request says which pack to write and where.
type Request struct {
	Year     int
	Date     time.Time // 填报日期
	Dir      string    // the folder that is to hold the pack's own folder
	Only     []string  // codes or names of the reports wanted; empty: all
	Replace  bool      // also files that the program did not write or somebody has edited since
	Form     Form
	Progress func(done, total int, name string)
	Failed   func(all []Disagreement) // checks that the pack fails, told before it is written; nil: nobody is told
	Note     func(sentence string)    // what was written otherwise than asked for, such as boxes in a PDF; nil: nobody is told
}

// Form is what reports are written as, one or several of the three; zero is workbooks.
type Form int

// The forms of reports.
const (
	Workbooks Form = 1 << iota
	PDFs
	OFDs
)

// names are the files of a report in the form, workbook first.
func (f Form) names(r Report) (names []string) {
	for _, form := range []struct {
		bit  Form
		name string
	}{{Workbooks, r.FileName()}, {PDFs, r.PDFName()}, {OFDs, r.OFDName()}} {
		if f&form.bit != 0 {
			names = append(names, form.name)
		}
	}
	return names
}

// unit is what the files of a pack are counted in.
func (f Form) unit() string {
	if unit := map[Form]string{Workbooks: "个工作簿", PDFs: "个 PDF", OFDs: "个 OFD"}[f]; unit != "" {
		return unit
	}
	return "个文件"
}

// PackName is the name of the pack's folder.
func PackName(year int) string { return strconv.Itoa(year) + "年民主监督上报包" }

func (r Request) note(sentence string) {
	if r.Note != nil {
		r.Note(sentence)
	}
}

// Outgoing is the pack as it leaves the program.
func (r Request) Outgoing() store.Outgoing {
	what := strconv.Itoa(r.Year) + "年上报包"
	if len(r.Only) > 0 {
		what += "的 " + zh.JoinNames(r.Only)
	}
	unit := r.Form.unit()
	if len(r.Only) == 0 { // papers go with it
		unit = (Workbooks | PDFs).unit()
	}
	return store.Outgoing{Verb: "生成", What: what, Unit: unit, To: filepath.Join(r.Dir, PackName(r.Year)), Replace: r.Replace}
}

// WritePack writes the workbooks or PDFs of the year and gives their paths. They are complete in a folder beside the pack before
// it takes the pack's place, whole or not at all; of a pack that is there already what has other names stays. The
// same data on the same date give the same bytes. Cancelling ctx leaves what was there. Errors have a sentence: an unknown
// report, with CodeExists a workbook in the place of one that is not the program's, a folder that cannot be written, a workbook that is open in another program.
//
// It leaves a line in the journal that actor made it, and what a whole pack said is kept for the next to be compared with.
func WritePack(ctx context.Context, st *store.Store, actor string, request Request) (files []string, err error) {
	if request.Form == 0 {
		request.Form = Workbooks
	}
	outgoing := request.Outgoing()
	if outgoing.To, err = packPlace(ctx, st, request); err != nil {
		return nil, err
	}
	var content []byte
	if len(request.Only) == 0 {
		outgoing.Sent = func() *store.Sent {
			return &store.Sent{Year: request.Year, Day: request.Date.Format(time.DateOnly), Content: content}
		}
	}
	err = st.Send(ctx, actor, outgoing, func() (int, error) {
		var figures []measure.Figure
		files, figures, err = writePack(ctx, st, request, outgoing.To)
		if err == nil {
			content, err = packSent(store.Absolute(outgoing.To), figures)
		}
		return len(files), err
	})
	return files, err
}

// writePack writes the files into the folder pack and gives the figures of the year too.
func writePack(ctx context.Context, st *store.Store, request Request, pack string) (files []string, figures []measure.Figure, err error) {
	picked, err := selectReports(request.Only)
	if err != nil {
		return nil, nil, err
	}
	p := placing{Request: request, pack: pack}
	if err := p.look(ctx, st, picked); err != nil {
		return nil, nil, err
	}
	year, err := layYear(ctx, st, request.Year, request.Date)
	if err != nil {
		return nil, nil, err
	}
	zipped := year.Settings["pack.zip"] == "是" && len(request.Only) == 0
	if zipped && !request.Replace {
		if err := mayReplaceZip(p.pack + zipEnding); err != nil {
			return nil, nil, err
		}
	}
	for _, sentence := range year.Lacks() {
		request.note(sentence)
	}
	if _, failed := year.Checked(indexCode); len(failed) > 0 && request.Failed != nil {
		request.Failed(failed)
	}
	names, err := p.write(ctx, st, year, picked)
	if err != nil {
		return nil, nil, err
	}
	files = inFolder(p.pack, names)
	if zipped {
		path, err := writeZip(p.pack, names, request.Date)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, path)
	}
	return files, year.Figures, nil
}

// look finds whether an earlier pack is to be kept, and refuses what may not be written over.
func (p *placing) look(ctx context.Context, st *store.Store, picked []Report) (err error) {
	if info, err := os.Lstat(p.pack); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return store.Refuse(store.CodeInvalid, "「%s」是指向别处的链接，没有写。请把它移走，或换一个文件夹。", p.pack)
	}
	if own := filepath.Join(p.Dir, PackName(p.Year)); own != p.pack {
		p.note("「" + filepath.Base(own) + "」是另一填报日期的，没有动它，写到了「" + filepath.Base(p.pack) + "」。")
	}
	if today := st.Today(); p.Date.Format(time.DateOnly) > today {
		p.note("填报日期 " + p.Date.Format("2006年1月2日") + "在今天之后：数字统计到今天，报表上已注明。")
	}
	if p.kept, err = earlierPack(ctx, st, p.pack, p.Request); err != nil {
		return err
	}
	for _, r := range picked {
		if err := p.mayReplace(p.Form.names(r)); err != nil {
			return err
		}
	}
	return nil
}

func inFolder(folder string, names []string) (paths []string) {
	for _, name := range names {
		paths = append(paths, filepath.Join(folder, name))
	}
	return paths
}

// placing is a request with the folder of its pack, and the name that the one there is to have, "" where it is written over.
type placing struct {
	Request
	pack, kept string
}

// mayReplace refuses files that would take the place of others in the pack that are not the program's, unless the user agreed or that pack is kept.
func (p *placing) mayReplace(names []string) error {
	if p.Replace || p.kept != "" {
		return nil
	}
	for _, name := range names {
		if err := store.MayReplace(filepath.Join(p.pack, name), false); err != nil {
			return err
		}
	}
	return nil
}

// write writes the picked reports and what goes with them into a folder beside the pack, which then takes its place, and gives the names of the files.
func (p *placing) write(ctx context.Context, st *store.Store, y *Year, picked []Report) (names []string, err error) {
	if err := os.MkdirAll(p.Dir, 0o755); err != nil {
		return nil, cannotWrite(p.Dir, err)
	}
	tidyPacks(p.Dir, time.Now())
	temporary, err := os.MkdirTemp(p.Dir, ".上报包-")
	if err != nil {
		return nil, cannotWrite(p.Dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	if names, err = y.write(ctx, temporary, picked, p.Request); err != nil {
		return nil, err
	}
	more, err := y.writePapers(ctx, st, temporary, p.Request, p.mayReplace)
	if err != nil {
		return nil, err
	}
	names = append(names, more...)
	return names, p.move(temporary, names)
}

// move gives the files their place in the pack, after the one that is kept made room.
func (p *placing) move(temporary string, names []string) error {
	if p.kept == "" {
		return moveInto(p.pack, temporary, names)
	}
	if err := replaced(os.Rename(p.pack, p.kept), p.pack); err != nil {
		return err
	}
	if err := moveInto(p.pack, temporary, names); err != nil {
		return errors.Join(err, os.Rename(p.kept, p.pack))
	}
	p.note("上次的上报包另存为「" + filepath.Base(p.kept) + "」。")
	keepZip(p.pack, p.kept)
	return nil
}

// layYear reads the year and lays out all of its reports, because 00 speaks of every other.
func layYear(ctx context.Context, store *store.Store, year int, date time.Time) (*Year, error) {
	y, err := readYear(ctx, store, year, date)
	if err != nil {
		return nil, err
	}
	if err := y.lay(registered); err != nil {
		return nil, err
	}
	y.pairs = y.checks()
	return y, y.lay(Reports()[:1])
}

// write writes the picked reports into the folder and gives their file names.
func (y *Year) write(ctx context.Context, folder string, picked []Report, request Request) ([]string, error) {
	say := request.Progress
	if say == nil {
		say = func(int, int, string) {}
	}
	var names []string
	for i, r := range picked {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		say(i, len(picked), r.Name)
		for _, laid := range y.laid {
			if laid.report.Code != r.Code {
				continue
			}
			for _, name := range request.Form.names(r) {
				if err := laid.write(filepath.Join(folder, name), request); err != nil {
					return nil, fmt.Errorf("write %s: %w", name, err)
				}
				names = append(names, name)
			}
		}
	}
	say(len(picked), len(picked), "")
	return names, ctx.Err()
}

// write writes a report as the ending of path says.
func (l laidReport) write(path string, request Request) error {
	if filepath.Ext(path) == bookEnding {
		_, err := sheet.Write(path, l.book)
		return err
	}
	none, err := sheet.WritePages(path, l.book)
	if len(none) > 0 {
		request.note(MissingSentence(l.report.Code+l.report.Name, none))
	}
	return err
}

func cannotWrite(folder string, err error) error {
	return &store.Error{Code: store.CodeReadOnly, Sentence: "不能写入文件夹「" + folder + "」，请换一个文件夹，或检查权限和剩余空间。", Err: err}
}
