package win

// Alert shows text in the system's own message box and waits for it to be closed: for what has to be said when the window cannot say it.
// Where there is no such box it goes to standard error.
func Alert(title, text string) { alert(title, text) }
