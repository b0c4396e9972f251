package export

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// setPapers go with a whole pack where the office has it so; what yearSummary reads serves all.
var setPapers = []Paper{packCover, packLetter, yearSummary}

// writePapers writes them into the folder and gives their file names. What the settings lack for one is said, and the others are
// written. mayReplace refuses names of files in the pack that somebody has edited since.
func (y *Year) writePapers(ctx context.Context, st *store.Store, folder string, request Request, mayReplace func(names []string) error) (names []string, err error) {
	if y.Settings["pack.papers"] != "是" || len(request.Only) > 0 || request.Form&Workbooks == 0 {
		return nil, nil
	}
	all, err := readPaperYear(ctx, st, PaperRequest{Paper: yearSummary, Year: request.Year, Date: request.Date, Dir: folder})
	if err != nil {
		return nil, err
	}
	for _, p := range setPapers {
		of := *all
		of.Paper = p
		plan, err := of.plan()
		if err != nil {
			return nil, err
		}
		if len(plan.Missing) > 0 {
			request.note("没有写" + p.Name + "：「设置」里没有填" + zh.JoinNames(plan.Missing) + "。")
			continue
		}
		template, err := TemplateOf(ctx, st, p)
		if err != nil {
			return nil, err
		}
		if err := mayReplace(plan.Names); err != nil {
			return nil, err
		}
		if err := plan.fill(ctx, template, folder); err != nil {
			return nil, err
		}
		names = append(names, plan.Names...)
	}
	return names, nil
}

// datedPack is the folder of a pack of a day beside that of another day.
func datedPack(pack, day string) string { return pack + "（填报日期" + day + "）" }

// keptName is where a pack of another day stays when the one of this day takes its place.
func keptName(pack string, day string) string {
	for n := 1; ; n++ {
		name := record.NumberedName(datedPack(pack, day), n)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
}

// earlierPack is the name that the pack of another day which is there is to have, with whatever the office put into it; "" when there is none. The
// program knows the day of the whole packs it wrote; any other folder of that name stays where it is.
func earlierPack(ctx context.Context, st *store.Store, pack string, request Request) (string, error) {
	if len(request.Only) > 0 {
		return "", nil
	}
	day, err := otherDay(ctx, st, pack, request)
	if err != nil || day == "" {
		return "", err
	}
	return keptName(pack, day), nil
}

// packPlace is the folder that a pack, or some of its reports, is written to: reports of one day do not go into the pack of another.
func packPlace(ctx context.Context, st *store.Store, request Request) (string, error) {
	pack := filepath.Join(request.Dir, PackName(request.Year))
	if len(request.Only) == 0 {
		return pack, nil
	}
	day, err := otherDay(ctx, st, pack, request)
	if day != "" {
		pack = datedPack(pack, request.Date.Format(time.DateOnly))
	}
	return pack, err
}

// otherDay is the day of the whole pack in the folder, as the program wrote it last; "" for the day of the request, and where that is not known.
func otherDay(ctx context.Context, st *store.Store, pack string, request Request) (string, error) {
	sent, err := store.LastSent(ctx, st.DB(), request.Year)
	if err != nil || sent == nil || sent.Day == request.Date.Format(time.DateOnly) {
		return "", err
	}
	if folder, _, err := unpackSent(sent.Content); err != nil || folder != store.Absolute(pack) {
		return "", nil //nolint:nilerr // not known to be the program's
	}
	if info, err := os.Stat(pack); err != nil || !info.IsDir() {
		return "", nil //nolint:nilerr // it is gone
	}
	return sent.Day, nil
}

// writeZip writes the files of a pack into one beside it, which takes the place of an earlier one at once. The same files on the same day give the same bytes.
func writeZip(pack string, names []string, day time.Time) (path string, err error) {
	path = pack + zipEnding
	return path, sheet.WriteFile(path, func(w io.Writer) error { return zipInto(w, pack, names, day) })
}

func zipInto(out io.Writer, pack string, names []string, day time.Time) error {
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) }) // what is in it is packed already
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: filepath.Base(pack) + "/" + name, Method: zip.Deflate, Modified: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		in, err := os.Open(filepath.Join(pack, name))
		if err != nil {
			return err
		}
		_, err = io.Copy(w, in)
		if err = errors.Join(err, in.Close()); err != nil {
			return err
		}
	}
	if err := z.SetComment(zipMark); err != nil {
		return err
	}
	return z.Close()
}

// zipEnding is that of a pack as one file, zipMark the comment by which the program knows its own.
const (
	zipEnding = ".zip"
	zipMark   = "cppccdesk"
)

func oursZip(path string) bool {
	z, err := zip.OpenReader(path)
	if err != nil {
		return false
	}
	ours := z.Comment == zipMark
	return z.Close() == nil && ours
}

// mayReplaceZip refuses, with CodeExists, to write over a file that is not a pack the program zipped.
func mayReplaceZip(path string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) || oursZip(path) {
		return nil
	}
	return store.Refuse(store.CodeExists, "「%s」已经存在，不是本程序写的上报包。", path)
}

// keepZip gives the zip of a pack that has another name now the name of it. Where that cannot be, the zip is replaced: the pack it holds is kept.
func keepZip(pack, kept string) {
	if oursZip(pack + zipEnding) {
		_ = os.Rename(pack+zipEnding, kept+zipEnding)
	}
}
