package kit

import (
	_ "embed"

	"fyne.io/fyne/v2/lang"
)

//go:embed chinese.json
var chinese []byte

// SpeakChinese makes Fyne's own words (menus of text fields, file dialogs) Chinese whatever the system's language is. Call it before the
// first window is made.
func SpeakChinese() error {
	return lang.AddTranslationsForLocale(chinese, lang.SystemLocale())
}
