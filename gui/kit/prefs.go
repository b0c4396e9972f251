package kit

// Prefs remembers how the user left the window: column widths, order, sorting. Get answers "" for what was never set.
type Prefs interface {
	Get(key string) string
	Set(key, value string)
}

// MemoryPrefs remembers until the program ends; for tests and for a first start without a place to write.
type MemoryPrefs map[string]string

var _ Prefs = MemoryPrefs(nil)

// Get implements Prefs.
func (m MemoryPrefs) Get(key string) string { return m[key] }

// Set implements Prefs.
func (m MemoryPrefs) Set(key, value string) { m[key] = value }
