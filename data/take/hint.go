package take

import "regexp"

// commandHint is what a sentence adds for those who work by command: （命令用 --range）.
var commandHint = regexp.MustCompile(`（命令用 [a-z-][^）]*）`)

// InWindow is a sentence as the window says it, without what is for commands only.
func InWindow(sentence string) string { return commandHint.ReplaceAllString(sentence, "") }

// InWindow has all that the import says said as the window says it.
func (im *Import) InWindow() {
	for _, sentences := range [][]string{im.Notes, im.Strange} {
		for i := range sentences {
			sentences[i] = InWindow(sentences[i])
		}
	}
	for i := range im.Rows {
		im.Rows[i].Reason = InWindow(im.Rows[i].Reason)
	}
}
