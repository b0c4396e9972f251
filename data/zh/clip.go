package zh

// Clip is the beginning of a long text, to know it by in a sentence: at most so many characters and "…".
func Clip(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// NameMost is how much of a title or name is quoted in a sentence.
const NameMost = 40
