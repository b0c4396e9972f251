package intake

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Unread says in a sentence what of a folder was not taken for a workbook.
type Unread struct{ Folder, Sentence string }

// InFolders are the files, and in place of each folder the workbooks that lie in it, by name. What else is there is left aside with a sentence; what
// programs leave in folders, hidden files and the copies of open workbooks, is not spoken of.
func InFolders(paths []string) (files []string, unread []Unread) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			files = append(files, path) // a file, or what opening it will say
			continue
		}
		found, sentence := inFolder(path)
		files = append(files, found...)
		if sentence != "" {
			unread = append(unread, Unread{path, sentence})
		}
	}
	return files, unread
}

func inFolder(path string) (files []string, sentence string) {
	name := shortName(path)
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, unreadable(err).of(path).Sentence
	}
	var folders, others []string
	for _, entry := range entries {
		ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(entry.Name())), ".")
		switch {
		case leftBehind(entry.Name()):
		case entry.IsDir():
			folders = append(folders, entry.Name())
		case entry.Type().IsRegular() && slices.Contains(Endings, ending):
			files = append(files, filepath.Join(path, entry.Name()))
		default:
			others = append(others, entry.Name())
		}
	}
	var parts []string
	if len(others) > 0 {
		parts = append(parts, fmt.Sprintf("%d 个文件不是工作簿（%s）", len(others), firstOf(others)))
	}
	if len(folders) > 0 {
		parts = append(parts, fmt.Sprintf("%d 个下级文件夹（%s）", len(folders), firstOf(folders)))
	}
	switch {
	case len(parts) > 0 && len(files) > 0:
		return files, fmt.Sprintf("文件夹「%s」里另有 %s，没有读取；要导入的请另存为 .xlsx，下级文件夹请另选。", name, strings.Join(parts, "，"))
	case len(parts) > 0:
		return nil, fmt.Sprintf("文件夹「%s」里没有工作簿，只有 %s；要导入的请另存为 .xlsx，下级文件夹请另选。", name, strings.Join(parts, "，"))
	case len(files) == 0:
		return nil, fmt.Sprintf("文件夹「%s」是空的，请选择放着工作簿的文件夹。", name)
	}
	return files, ""
}

// Twin is a file left aside because an earlier one has the same content, with the sentence that says so.
type Twin struct{ Path, Sentence string }

// Once are the files without those whose content an earlier one has, as a copy under another name.
func Once(paths []string) (files []string, twins []Twin) {
	sizes := map[int64]int{}
	size := func(path string) int64 {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return -1 // opening it says what is wrong
		}
		return info.Size()
	}
	for _, path := range paths {
		sizes[size(path)]++
	}
	first := map[[sha256.Size]byte]string{}
	for _, path := range paths {
		n := size(path)
		if n <= 0 || sizes[n] < 2 || n > (Options{}).withDefaults().MaxBytes {
			files = append(files, path)
			continue
		}
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		earlier, twin := first[sum]
		switch {
		case err != nil || !twin:
			files = append(files, path)
		default:
			twins = append(twins, Twin{path, fmt.Sprintf("文件「%s」和「%s」的内容完全一样，只读一份。", shortName(path), shortName(earlier))})
		}
		if err == nil && !twin {
			first[sum] = path
		}
	}
	return files, twins
}

// leftBehind reports whether a file is one that programs leave beside those of people.
func leftBehind(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || slices.Contains([]string{"thumbs.db", "desktop.ini"}, strings.ToLower(name))
}

func firstOf(names []string) string {
	const most = 5
	if len(names) > most {
		return strings.Join(names[:most], "、") + "……"
	}
	return strings.Join(names, "、")
}
